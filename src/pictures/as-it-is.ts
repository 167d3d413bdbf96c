import { InputError } from '../engine/errors';
import { fitPicture, type Seen } from './fit';
import type { Picture } from './picture';

/**
 * A picture's values 0–255 as they are, what is transparent black: [rows × columns × channels]. `name` is
 * for messages. Throws InputError where it is of another size, or all of it is of one colour.
 */
export function pictureAsItIs(picture: Picture, seen: Seen, name: string): Uint8Array {
  const { rows, columns } = picture;
  if (rows !== seen.rows || columns !== seen.columns)
    throw new InputError(
      `${name} is ${columns} pixels wide and ${rows} high, but the network sees ${seen.columns} × ${seen.rows}: ` +
        'scale it to that size, or leave out --as-is',
    );
  return fitPicture(picture, seen, name); // at its own size: nothing is scaled
}
