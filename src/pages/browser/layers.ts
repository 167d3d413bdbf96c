import { inDigits, layerInWords } from './in-words';
import { gridOf, unitPixels } from './units-canvas';
import type { Moment, WatchedData, WatchedOnPage } from './watched-data';

/** Shows a moment in the figures of the layers, one each, as the page has them. */
export type ShowLayers = (shown: Moment) => void;

/** Finds the layers' figures; an image's bytes are unpacked when it is first shown. */
export function layerDrawer(
  figures: readonly HTMLElement[],
  { images, units, names }: WatchedData,
): ShowLayers {
  const unpacked = new Map<WatchedOnPage, Uint8Array[]>();
  const activityOf = (image: WatchedOnPage) => {
    const before = unpacked.get(image);
    if (before) return before;
    const bytes = image.activity.map((layer) => bytesOf(layer.bytes));
    unpacked.set(image, bytes);
    return bytes;
  };
  return (shown) => {
    const image = images[shown.image];
    if (!image) return;
    const { goodness, activity } = image;
    const under = goodness[shown.step]?.[shown.hypothesis] ?? [];
    const name = names[shown.hypothesis] ?? '';
    const place = shown.step * (goodness[0]?.length ?? 0) + shown.hypothesis;
    for (const [layer, figure] of figures.entries()) {
      const size = units[layer] ?? 0;
      const most = activity[layer]?.most ?? 0;
      const here = activityOf(image)[layer]?.subarray(place * size, (place + 1) * size);
      const canvas = figure.querySelector('canvas');
      if (!here || !canvas) continue;
      drawUnits(canvas, here);
      canvas.setAttribute(
        'aria-label',
        layerInWords(layer, here, most, { step: shown.step, hypothesis: name }),
      );
      write(figure, '.goodness', `goodness ${inDigits(under[layer] ?? 0)} a unit`);
      write(figure, '.most', inDigits(most));
    }
  };
}

/** Draws a layer's activity 0–255 into a canvas, a pixel a unit. */
export function drawUnits(canvas: HTMLCanvasElement, activity: Uint8Array): void {
  const { rows, columns } = gridOf(activity.length);
  canvas.width = columns;
  canvas.height = rows;
  const pixels = new ImageData(unitPixels(activity), columns, rows);
  canvas.getContext('2d')?.putImageData(pixels, 0, 0);
}

function write(figure: HTMLElement, selector: string, text: string): void {
  const part = figure.querySelector(selector);
  if (part) part.textContent = text;
}

/** The bytes that base64 stands for. */
function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}
