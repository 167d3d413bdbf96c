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

/** The largest whole number that a column `INT32` of a table holds: counts, places, steps, epochs. */
export const MOST_COUNTED = 2 ** 31 - 1;

/**
 * The largest seed: the largest whole number below which JavaScript, JSON and a column `INT64` hold
 * every one.
 */
export const LARGEST_SEED = Number.MAX_SAFE_INTEGER;

const NUMBER = /^([+-]?)(?=\.?\d)(\d*)\.?(\d*)(?:e([+-]?\d{1,3}))?$/i;

/** Longer ones are a slip of the hand, and take long to work out. */
const LONGEST = 60;

/** A number as it is written: its digits as a whole number, and how many of them are decimals. */
export interface Decimal {
  readonly digits: bigint;
  /** Below 0 where zeros are still to come, as in `2e3`. */
  readonly decimals: number;
}

/**
 * A number as people write it, `-0.5`, `.5`, `1e-3`; undefined of any other text, `0x10`, `Infinity`
 * and digits of other scripts among them.
 */
export function decimal(text: string): Decimal | undefined {
  if (text.length > LONGEST) return undefined;
  const [, sign, whole = '', part = '', exponent = '0'] = NUMBER.exec(text) ?? [];
  if (sign === undefined) return undefined;
  const digits = BigInt(`${whole}${part}`);
  return { digits: sign === '-' ? -digits : digits, decimals: part.length - Number(exponent) };
}
