import type { StoredTensor } from './safetensors';

/** Bits of a number that can be kept at the most: a float16's significant ones, and the sign. */
export const MOST_BITS = 12;

/**
 * A tensor's numbers rounded to the nearest multiples of a unit, whose number of times takes at most `bits` bits with
 * its sign. The unit is the smallest power of two that does: each result is a float16, unless the largest number is
 * itself too small or too large for one. The fewer bits, the smaller the file once it is packed.
 */
export function roundedTo(bits: number, { shape, values }: StoredTensor): StoredTensor {
  const largest = values.reduce((most, one) => Math.max(most, Math.abs(one)), 0);
  if (largest === 0) return { shape, values };
  const unit = 2 ** Math.ceil(Math.log2(largest / (2 ** (bits - 1) - 1)));
  return { shape, values: values.map((one) => unit * Math.round(one / unit)) };
}
