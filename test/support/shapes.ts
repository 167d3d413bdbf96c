import type { ImageShape } from '../../src/images/labelled-images';

/** The shape of a grey image. */
export function grey(rows: number, columns: number): ImageShape {
  return { rows, columns, channels: 1 };
}

/** Ten classes that are called by their numbers. */
export const TEN = {
  classes: 10,
  classNames: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
} as const;
