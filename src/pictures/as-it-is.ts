import { InputError } from '../engine/errors';
import { laidOn } from './lightness';
import type { Picture } from './picture';

/**
 * A picture's grey values 0–255 as they are, what is transparent black: [side × side]. `name` is for
 * messages. Throws InputError where it is of another size, or all of it is of one grey.
 */
export function pictureAsItIs(picture: Picture, side: number, name: string): Uint8Array {
  const { rows, columns } = picture;
  if (rows !== side || columns !== side)
    throw new InputError(
      `${name} is ${columns} pixels wide and ${rows} high, but the network sees ${side} × ${side}: ` +
        'scale it to that size, or leave out --as-is',
    );
  const pixels = Uint8Array.from(laidOn(picture, 0).values, (value) => Math.round(255 * value));
  if (pixels.every((grey) => grey === pixels[0]))
    throw new InputError(`${name} is blank: it is of one grey on black`);
  return pixels;
}
