import { InputError } from '../../input/errors';
import { laidOn, type Picture } from './picture';
import type { Plane } from './plane';
import { resample } from './resample';

/** What a network sees: so many pixels, in grey (1 channel) or in red, green and blue (3). */
export interface InputShape {
  readonly rows: number;
  readonly columns: number;
  readonly channels: number;
}

const RGB = 3;

/**
 * A picture as a network sees it, in its colours: the largest part in the middle that has the shape, at
 * its size, each pixel the mean of what it covers, as bytes [rows × columns × channels]. What is
 * transparent is black. `name` is for messages. Throws InputError where there is nothing in the picture,
 * or the network sees neither grey nor colours.
 */
export function fitPicture(picture: Picture, seen: InputShape, name: string): Uint8Array {
  const planes = planesOf(picture, seen.channels, name);
  const zoom = Math.min(picture.rows / seen.rows, picture.columns / seen.columns);
  const part = (whole: number, size: number) => {
    const length = Math.max(1, Math.min(whole, Math.round(size * zoom)));
    return { start: Math.floor((whole - length) / 2), length };
  };
  const [down, across] = [part(picture.rows, seen.rows), part(picture.columns, seen.columns)];
  const box = { top: down.start, rows: down.length, left: across.start, columns: across.length };
  const fitted = planes.map((plane) => resample(plane, box, seen.rows, seen.columns).values);
  const pixels = new Uint8Array(seen.rows * seen.columns * seen.channels);
  for (const [channel, values] of fitted.entries())
    for (const [place, value] of values.entries())
      pixels[place * seen.channels + channel] = Math.round(255 * value);
  checkNotBlank(pixels, seen.channels, name);
  return pixels;
}

/** The channels of a picture on black, each in 0 … 1. */
function planesOf(picture: Picture, channels: number, name: string): Plane[] {
  const { rows, columns, rgba } = picture;
  if (channels === 1) return [laidOn(picture, 0)];
  if (channels !== RGB)
    throw new InputError(
      `${name} is a picture of red, green and blue, and the network sees ${channels} channels: give an IDX file`,
    );
  return Array.from({ length: RGB }, (_, channel) => ({
    ...{ rows, columns },
    values: Float32Array.from({ length: rows * columns }, (__, place) => {
      const opacity = (rgba[4 * place + 3] as number) / 255;
      return (opacity * (rgba[4 * place + channel] as number)) / 255;
    }),
  }));
}

/** Throws InputError where all pixels are of one colour. */
export function checkNotBlank(pixels: Uint8Array, channels: number, name: string): void {
  if (pixels.every((value, at) => value === pixels[at % channels]))
    throw new InputError(`${name} is blank: all of it is of one colour`);
}

/**
 * A picture's values 0–255 as they are, what is transparent black: [rows × columns × channels]. `name` is
 * for messages. Throws InputError where it is of another size, or all of it is of one colour.
 */
export function pictureAsItIs(picture: Picture, seen: InputShape, name: string): Uint8Array {
  const { rows, columns } = picture;
  if (rows !== seen.rows || columns !== seen.columns)
    throw new InputError(
      `${name} is ${columns} pixels wide and ${rows} high, but the network sees ${seen.columns} × ${seen.rows}: ` +
        'scale it to that size, or leave out --as-is',
    );
  return fitPicture(picture, seen, name); // at its own size: nothing is scaled
}

/** A picture's colours on black, where it is transparent: red, green and blue, [rows × columns × 3]. */
export function colours({ rgba }: Pick<Picture, 'rgba'>): Uint8Array {
  const pixels = new Uint8Array((rgba.length / 4) * 3);
  for (let place = 0; place < rgba.length / 4; place++) {
    const opacity = (rgba[4 * place + 3] as number) / 255;
    for (let channel = 0; channel < 3; channel++)
      pixels[3 * place + channel] = Math.round(opacity * (rgba[4 * place + channel] as number));
  }
  return pixels;
}
