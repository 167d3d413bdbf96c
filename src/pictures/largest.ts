import { InputError } from '../engine/errors';

/** No more pixels are unpacked: 32 Mi, which take some 1.1 GB in the case of a JPEG. */
const LARGEST = 2 ** 25;

/**
 * Throws InputError where a picture declares more pixels than are read, or none. To be asked before
 * memory is taken; `name` is for messages.
 */
export function checkDeclared(rows: number, columns: number, name: string): void {
  if (rows === 0 || columns === 0)
    throw new InputError(`${name} declares ${columns} × ${rows} pixels: there is nothing in it`);
  if (rows * columns > LARGEST)
    throw new InputError(
      `${name} declares ${columns} × ${rows} pixels, more than the ${LARGEST} that are read: ` +
        'scale it down, or cut out what is to be recognised',
    );
}
