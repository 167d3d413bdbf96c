import { z } from 'zod';

/**
 * A list or record of at most so many entries, which are counted before any is looked at. Where there are
 * more, nothing is asked of what holds it either: its entries are not what they should be.
 */
export function limited<S extends z.ZodType>(schema: S, most: number) {
  return z
    .unknown()
    .refine((value) => sizeOf(value) <= most, {
      error: `has more than ${most} entries`,
      abort: true,
    })
    .pipe(schema);
}

function sizeOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return Array.isArray(value) ? value.length : Object.keys(value).length;
}
