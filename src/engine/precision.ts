/**
 * What a matrix product takes and gives. Of bfloat16 its factors and its results have 8 bits of
 * significand; it adds up in float32, and all else is float32.
 */
export const PRECISIONS = ['float32', 'bfloat16'] as const;

export type Precision = (typeof PRECISIONS)[number];

let now: Precision = 'float32';

/** What matrix products take at this moment. */
export function precisionNow(): Precision {
  return now;
}

/** Does `work`, whose matrix products take numbers of this precision; the engine may not (`atPrecision`). */
export function multiplyingAt<T>(precision: Precision, work: () => T): T {
  const before = now;
  now = precision;
  try {
    return work();
  } finally {
    now = before;
  }
}
