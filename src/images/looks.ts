import { z } from 'zod';
import { limited } from '../input/limits';
import { type LabelledImages, namesSaid, numbered } from './labelled-images';

const side = z.int().min(1).max(100_000);
/** Classes, and letters of a name, at the most. */
const MANY = 1000;
const LONGEST_NAME = 200;

/** How images look and what their classes are called, as files say it. */
export const looksSchema = z.object({
  rows: side,
  columns: side,
  channels: side,
  /** Where they are not called by their numbers. */
  classNames: limited(z.array(z.string().max(LONGEST_NAME)), MANY).optional(),
});

/** How images look, and what their classes are called. */
export type Looks = Pick<LabelledImages, 'rows' | 'columns' | 'channels' | 'classNames'>;

/**
 * How images look, where it does not go without saying: that they are square and grey, and their classes
 * called by their numbers, is not said.
 */
export function looksSaid({
  rows,
  columns,
  channels,
  classNames,
}: Looks): z.infer<typeof looksSchema> | undefined {
  const names = namesSaid(classNames);
  if (rows === columns && channels === 1 && !names) return undefined;
  return { rows, columns, channels, ...(names && { classNames: [...names] }) };
}

/**
 * How the images look that a network of so many pixels and classes sees, by what was said of them.
 * Undefined where nothing was said, and they are no square ones; or what was said is of others.
 */
export function looksOf(
  { pixels, classes }: { readonly pixels: number; readonly classes: number },
  said: z.infer<typeof looksSchema> | undefined,
): Looks | undefined {
  const side = Math.sqrt(pixels);
  const { rows, columns, channels } = said ?? { rows: side, columns: side, channels: 1 };
  const classNames = said?.classNames ?? numbered(classes);
  const fits = Number.isInteger(rows) && rows * columns * channels === pixels;
  return fits && classNames.length === classes
    ? { rows, columns, channels, classNames }
    : undefined;
}
