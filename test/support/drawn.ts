import { decode } from 'fast-png';
import { parseHTML } from 'linkedom';

/** An image of a figure, as it is placed. */
export interface DrawnImage {
  readonly src: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly rendering: string | null;
}

/** The images of an SVG, in order. */
export function drawnImages(svg: string): DrawnImage[] {
  return [...parseHTML(svg).document.querySelectorAll('image')].map((image) => {
    const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((name) =>
      Number(image.getAttribute(name)),
    ) as [number, number, number, number];
    const src = image.getAttribute('href') ?? '';
    return { src, x, y, width, height, rendering: image.getAttribute('image-rendering') };
  });
}

/** What is written in an SVG, in order. */
export function drawnWords(svg: string): string[] {
  return [...parseHTML(svg).document.querySelectorAll('text')]
    .map((text) => text.textContent ?? '')
    .filter((text) => text !== '');
}

/** The pixels of a PNG as a data URL: red, green, blue and opacity each, row by row. */
export function pixelsOf(src: string): { width: number; height: number; colours: number[][] } {
  const [kind, base64] = src.split(',') as [string, string];
  if (kind !== 'data:image/png;base64') throw new Error(`no PNG as a data URL: ${kind}`);
  const { width, height, channels, data } = decode(Buffer.from(base64, 'base64'));
  const colours = Array.from({ length: width * height }, (_, at) =>
    Array.from(data.subarray(at * channels, (at + 1) * channels)),
  );
  return { width, height, colours };
}
