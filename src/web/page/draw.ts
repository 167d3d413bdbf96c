import { inDigits, layerInWords } from '../../pages/browser/in-words';
import { drawUnits } from '../../pages/browser/layers';
import { alignTrack, drawScores } from '../../pages/browser/score-chart';
import { momentOf, topInWords } from './moment';
import { paintExpected, paintPicture } from './paint';
import type { Shown } from './shown';
import { smoothed } from './smoothed';

/** Draws into the page's canvases and its chart what is seen at the moment. */
export function draw(root: HTMLElement, shown: Shown): void {
  const { opened, watched, state } = shown;
  const moment = momentOf(shown, state);
  if (!opened || !watched || !moment) return;
  const { step, hypothesis, names, scores, window, answer } = moment;
  const { scene, of } = watched;

  const seen = root.querySelector<HTMLCanvasElement>('#seen');
  const at = scene.shown[step];
  if (seen) paintPicture(seen, at === undefined ? undefined : scene.pictures[at], opened);

  const chart = root.querySelector<SVGSVGElement>('#chart');
  const track = root.querySelector<HTMLElement>('#track');
  if (chart && track) alignTrack(track, chart, names);
  if (chart)
    drawScores(chart, { answer, scores, window, names, prefers: 'most' }, { step, hypothesis });

  for (const [layer, figure] of root.querySelectorAll<HTMLElement>('.layer').entries()) {
    const size = opened.units[layer] ?? 0;
    const place = step * of.hypotheses + hypothesis;
    const { most = 0, bytes } = of.activity[layer] ?? {};
    const here = bytes?.subarray(place * size, (place + 1) * size);
    const canvas = figure.querySelector('canvas');
    if (!here || here.length === 0 || !canvas) continue;
    drawUnits(canvas, here);
    const words = layerInWords(layer, here, most, { step, under: topInWords(moment) });
    canvas.setAttribute('aria-label', words);
    const goodness = figure.querySelector('.goodness');
    const value = of.goodness[step]?.[hypothesis]?.[layer] ?? 0;
    if (goodness) goodness.textContent = `goodness ${inDigits(value)} per unit`;
  }

  const size = opened.rows * opened.columns * opened.channels;
  const canvases = root.querySelectorAll<HTMLCanvasElement>('.expectation');
  const pictures = Array.from({ length: of.hypotheses }, (_, at) => {
    const place = (step * of.hypotheses + at) * size;
    return smoothed(of.expected.subarray(place, place + size), opened);
  });
  const most = Math.max(...pictures.map(mostOf));
  for (const [at, canvas] of canvases.entries())
    paintExpected(canvas, pictures[at] ?? new Float32Array(size), opened, most);
}

/** The share of pixels that may be beyond the ends of the colours: a few of them would leave the others pale. */
const BEYOND = 0.01;

/** The magnitude up to which a picture’s colours reach. */
function mostOf(expected: Float32Array): number {
  const sizes = expected.map(Math.abs).sort();
  return sizes[Math.floor((1 - BEYOND) * (sizes.length - 1))] ?? 0;
}
