import { overWindow, runnersUp, scoresByStep } from '../../observation/scores';
import { differenceInWords, inDigits, layerInWords } from './in-words';
import { DIFFERENCE_COLOURS, differencePlaces, unitDifferences } from './unit-differences';
import { readUnits } from './unit-reader';
import { gridOf, unitPixels } from './units-canvas';
import type { Moment, WatchedData, WatchedOnPage } from './watched-data';

/** Shows a moment in the figures of the layers, one each, as the page has them. */
export type ShowLayers = (shown: Moment) => void;

/** Finds the layers' figures; an image's bytes are unpacked when it is first shown. */
export function layerDrawer(
  figures: readonly HTMLElement[],
  { images, units, names, window, prefers }: WatchedData,
): ShowLayers {
  const unpacked = new Map<WatchedOnPage, Uint8Array[]>();
  const activityOf = (image: WatchedOnPage) => {
    const before = unpacked.get(image);
    if (before) return before;
    const bytes = image.activity.map((layer) => bytesOf(layer.bytes));
    unpacked.set(image, bytes);
    return bytes;
  };
  const readers = figures.map((figure, layer) => readUnits(figure, units[layer] ?? 0));
  return ({ image: at, step, hypothesis }) => {
    const image = images[at];
    if (!image) return;
    const { goodness, activity, answer } = image;
    const labels = goodness[0]?.length ?? 0;
    const under = goodness[step]?.[hypothesis] ?? [];
    const means = overWindow(scoresByStep(goodness), window);
    const [next = answer] = runnersUp(means, answer, prefers);
    const [answered, second] = [names[answer] ?? '', names[next] ?? ''];
    for (const [layer, figure] of figures.entries()) {
      const size = units[layer] ?? 0;
      const most = activity[layer]?.most ?? 0;
      const bytes = activityOf(image)[layer];
      const canvas = figure.querySelector<HTMLCanvasElement>('.activity');
      const apart = figure.querySelector<HTMLCanvasElement>('.apart');
      if (!bytes || !canvas || !apart) continue;
      const place = step * labels + hypothesis;
      const here = bytes.subarray(place * size, (place + 1) * size);
      drawUnits(canvas, here);
      const about = { step, under: `label ${names[hypothesis] ?? ''}` };
      canvas.setAttribute('aria-label', withKeys(layerInWords(layer, here, most, about)));
      write(figure, '.goodness', `goodness ${inDigits(under[layer] ?? 0)} per unit`);
      write(figure, '.most', inDigits(most));

      const layerBytes = { bytes, most, labels, units: size };
      const differences = unitDifferences(layerBytes, [answer, next], window);
      const drawn = differencePlaces(differences);
      drawUnits(apart, drawn.places, DIFFERENCE_COLOURS);
      const pair = [answered, second] as const;
      const words = differenceInWords(layer, differences, pair, prefers);
      apart.setAttribute('aria-label', withKeys(words));
      write(figure, '.pair', `${answered} minus ${second}`);
      write(figure, '.least', `−${inDigits(drawn.most)}`);
      write(figure, '.furthest', `+${inDigits(drawn.most)}`);
      readers[layer]?.((unit) => ({
        activity: ((here[unit] ?? 0) / 255) * most,
        difference: differences[unit] ?? 0,
      }));
    }
  };
}

/** Draws a layer's numbers 0–255 into a canvas, a pixel a unit: as activity unless other colours are told. */
export function drawUnits(
  canvas: HTMLCanvasElement,
  values: Uint8Array,
  colours?: readonly (readonly number[])[],
): void {
  const { rows, columns } = gridOf(values.length);
  canvas.width = columns;
  canvas.height = rows;
  const pixels = new ImageData(unitPixels(values, colours), columns, rows);
  canvas.getContext('2d')?.putImageData(pixels, 0, 0);
}

/** What a layer shows, and the keys that `readUnits` hears. */
function withKeys(words: string): string {
  return `${words}. Arrow keys move from unit to unit.`;
}

function write(figure: HTMLElement, selector: string, text: string): void {
  const part = figure.querySelector(selector);
  if (part) part.textContent = text;
}

/** The bytes that base64 stands for. */
function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}
