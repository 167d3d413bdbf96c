// The script of a report: steps through what a network did with an image, under every label.

import { layerDrawer } from './layers';
import { player } from './player';
import { part, radios, showImage, showMoment } from './show-image';
import type { Moment, WatchedData } from './watched-data';

/** Milliseconds that a step is shown for; longer for who wants less motion. */
const PAUSE = 900;
const CALM_PAUSE = 1800;
const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };

const data = JSON.parse(part('watched').textContent ?? '') as WatchedData;
const scrubber = part<HTMLElement>('scrubber');
const slider = part<HTMLInputElement>('step');
const button = part<HTMLButtonElement>('play');
const last = Number(slider.max);
const showLayers = layerDrawer([...scrubber.querySelectorAll<HTMLElement>('.layer')], data);

/** The only thing that changes. */
let shown: Moment = { image: 0, hypothesis: 0, step: data.window.last };

function show(change: Partial<Moment>): void {
  shown = { ...shown, ...change };
  showMoment(data, shown, showLayers);
}

/** Shows another image, under the label that the network takes it for. */
function turnTo(image: number): void {
  shown = { ...shown, image, hypothesis: data.images[image]?.answer ?? 0 };
  showImage(data, shown);
  show({});
}

const calm = matchMedia('(prefers-reduced-motion: reduce)');
const playing = player(
  () => (calm.matches ? CALM_PAUSE : PAUSE),
  () => {
    show({ step: shown.step + 1 });
    return shown.step < last;
  },
  (plays) => {
    button.textContent = plays ? 'Pause' : 'Play';
  },
);

function stepTo(step: number): void {
  playing.stop();
  show({ step: Math.min(last, Math.max(0, step)) });
}

button.addEventListener('click', () => {
  if (shown.step === last) show({ step: 0 });
  playing.toggle();
});
slider.addEventListener('input', () => stepTo(Number(slider.value)));
for (const [image, input] of radios('image').entries())
  input.addEventListener('change', () => turnTo(image));
for (const [hypothesis, input] of radios('hypothesis').entries())
  input.addEventListener('change', () => show({ hypothesis }));
// Where no control has a use of its own for them, the arrow keys step.
scrubber.addEventListener('keydown', (event) => {
  const by = STEPS[event.key];
  if (by === undefined || event.target !== button) return;
  event.preventDefault();
  stepTo(shown.step + by);
});

scrubber.hidden = false;
turnTo(
  Math.max(
    0,
    radios('image').findIndex(({ checked }) => checked),
  ),
); // a reloaded page keeps it
new ResizeObserver(() => show({})).observe(part('chart'));
