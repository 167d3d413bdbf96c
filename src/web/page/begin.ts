import { render } from 'lit';
import type { Picture } from '../../images/pictures/picture';
import { App } from './app';
import { askWorker } from './ask-worker';
import { draw } from './draw';
import { networkNamed } from './networks';
import { type Pad, pad } from './pad';
import { pictureInFile, prepared } from './prepare';
import { view } from './view';

/** What is told where the page was opened as a file: browsers let such a page start no worker, and fetch nothing. */
const FROM_DISK =
  'a browser does not run it from a file. The command “npx topdown serve” opens it, and any host can serve its folder';

/**
 * Begins the page in an element: draws what its state says, and hears what a person does. Throws Error where the
 * browser cannot run it.
 */
export function begin(root: HTMLElement): void {
  if (location.protocol === 'file:') throw new Error(FROM_DISK);
  let [isDrawn, isOpen] = [false, false];
  const show = () => {
    render(view(app, app.shown), root);
    draw(root, app.shown);
  };
  const later = onceAFrame(() => {
    show();
    const [wasDrawn, wasOpen] = [isDrawn, isOpen];
    const { opened, state } = app.shown;
    [isDrawn, isOpen] = [state.picture.kind === 'drawn', opened !== undefined];
    if (wasDrawn && !isDrawn) paper.clear();
    const early = isOpen && !wasOpen && paper.picture(); // drawn before there was a network to see it
    if (early) see(app, early);
  });
  const app: App = new App(askWorker(new Worker('worker.js')), later);
  show();
  const paper = pad(
    root.querySelector('#pad') as HTMLCanvasElement,
    () => see(app, paper.picture()),
    (words) => {
      const pen = root.querySelector('#pen');
      if (pen) pen.textContent = words;
    },
  );
  hearButtons(root, app, paper);
  hearFiles(root, app);
  hearBrowser(app);
  new ResizeObserver(() => draw(root, app.shown)).observe(root);
  void start(app);
}

/** Work that is done at the next frame, however often it is asked for until then. */
function onceAFrame(work: () => void): () => void {
  let due = false;
  return () => {
    if (due) return;
    due = true;
    requestAnimationFrame(() => {
      due = false;
      work();
    });
  };
}

/** Opens what the address says. */
async function start(app: App): Promise<void> {
  try {
    await app.start(location.hash);
    // Where the browser keeps nothing, the page works all the same.
    navigator.serviceWorker?.register('offline.js').catch(() => undefined);
  } catch (error) {
    app.tell((error as Error).message);
  }
}

/** Shows the network a picture; nothing where there is none. */
function see(app: App, picture: Picture | undefined): void {
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

function hearButtons(root: HTMLElement, app: App, paper: Pad): void {
  root.querySelector('#clear')?.addEventListener('click', () => {
    paper.clear();
    see(app, undefined);
  });
  root.querySelector('#undo')?.addEventListener('click', () => paper.undo());
}

/** Opens what a person drops or chooses: a network, or a picture. */
function hearFiles(root: HTMLElement, app: App): void {
  const open = async (file: File | undefined) => {
    if (!file) return;
    try {
      if (file.name.endsWith('.safetensors'))
        await app.openOwn(file.name, new Uint8Array(await file.arrayBuffer()));
      else see(app, await pictureInFile(file));
    } catch (error) {
      app.tell((error as Error).message);
    }
  };
  root.querySelector('#file')?.addEventListener('change', ({ target }) => {
    const input = target as HTMLInputElement;
    void open(input.files?.[0]);
    input.value = '';
  });
  document.addEventListener('dragover', (event) => event.preventDefault());
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    void open(event.dataTransfer?.files[0]);
  });
}

function hearBrowser(app: App): void {
  window.addEventListener('pagehide', () => app.writeAddress());
  // The address that was asked for, even if the page has written its own since.
  window.addEventListener('hashchange', ({ newURL }) => app.goTo(new URL(newURL).hash));
}
