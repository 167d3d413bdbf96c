/** The largest whole number that a column `INT32` of a table holds: counts, places, steps, epochs. */
export const MOST_COUNTED = 2 ** 31 - 1;

/**
 * The largest seed: the largest whole number below which JavaScript, JSON and a column `INT64` hold
 * every one.
 */
export const LARGEST_SEED = Number.MAX_SAFE_INTEGER;
