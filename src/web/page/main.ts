// The page's script: draws what its state says, and hears what a person does.

import { render } from 'lit';
import type { Picture } from '../../images/pictures/picture';
import { App } from './app';
import { askWorker } from './ask-worker';
import { draw } from './draw';
import { networkNamed } from './networks';
import { pad } from './pad';
import { pictureInFile, prepared } from './prepare';
import { view } from './view';

const root = document.getElementById('page') as HTMLElement;
root.replaceChildren(); // that the page is loading
let due = false;
let isDrawn = false;

const app: App = new App(askWorker(new Worker('worker.js')), () => {
  if (due) return;
  due = true;
  requestAnimationFrame(() => {
    due = false;
    show();
    const wasDrawn = isDrawn;
    isDrawn = app.shown.state.picture.kind === 'drawn';
    if (wasDrawn && !isDrawn) paper.clear();
  });
});

function show(): void {
  render(view(app, app.shown), root);
  draw(root, app.shown);
}

show();

const paper = pad(
  root.querySelector('#pad') as HTMLCanvasElement,
  () => see(paper.picture()),
  (words) => {
    const pen = root.querySelector('#pen');
    if (pen) pen.textContent = words;
  },
);

/** Shows the network a picture; nothing where there is none. */
function see(picture: Picture | undefined): void {
  const { opened, own } = app.shown;
  if (!opened) return;
  const ink = own !== undefined || (networkNamed(app.shown)?.ink ?? true);
  if (!picture) {
    app.change({ picture: { kind: 'empty' } });
    return;
  }
  try {
    app.change({ picture: { kind: 'drawn', pixels: prepared(picture, opened, ink) } });
  } catch (error) {
    app.tell((error as Error).message);
  }
}

/** Opens what a person drops or chooses: a network, or a picture. */
async function open(file: File): Promise<void> {
  try {
    if (file.name.endsWith('.safetensors'))
      await app.openOwn(file.name, new Uint8Array(await file.arrayBuffer()));
    else see(await pictureInFile(file));
  } catch (error) {
    app.tell((error as Error).message);
  }
}

root.querySelector('#clear')?.addEventListener('click', () => {
  paper.clear();
  see(undefined);
});
root.querySelector('#undo')?.addEventListener('click', () => paper.undo());
root.querySelector('#file')?.addEventListener('change', ({ target }) => {
  const input = target as HTMLInputElement;
  const [file] = input.files ?? [];
  if (file) void open(file);
  input.value = '';
});
document.addEventListener('dragover', (event) => event.preventDefault());
document.addEventListener('drop', (event) => {
  event.preventDefault();
  const [file] = event.dataTransfer?.files ?? [];
  if (file) void open(file);
});
window.addEventListener('pagehide', () => app.writeAddress());
// The address that was asked for, even if the page has written its own since.
window.addEventListener('hashchange', ({ newURL }) => app.goTo(new URL(newURL).hash));
new ResizeObserver(() => draw(root, app.shown)).observe(root);

app
  .start(location.hash)
  .then(() => {
    const early = paper.picture(); // drawn before there was a network to see it
    if (early) see(early);
    // Where the browser keeps nothing, the page works all the same.
    navigator.serviceWorker?.register('offline.js').catch(() => undefined);
  })
  .catch((error: unknown) => app.tell((error as Error).message));
