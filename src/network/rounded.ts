import type { StoredTensor } from './safetensors';

/** The most bits that can be kept of a number: the 11 significant bits of a float16, and the sign. */
export const MOST_BITS = 12;

/**
 * A tensor's numbers, each rounded to the nearest multiple k · unit of one unit, where k takes at most `bits` bits (2 to
 * `MOST_BITS`), sign included: |k| < 2^(bits − 1). The unit is the smallest power of two for which all k do. So each
 * result is a float16, unless the largest number is itself too small or too large for one. The fewer bits, the smaller
 * the file once it is compressed.
 */
export function roundedTo(bits: number, { shape, values }: StoredTensor): StoredTensor {
  const largest = values.reduce((most, one) => Math.max(most, Math.abs(one)), 0);
  if (largest === 0) return { shape, values };
  const unit = 2 ** Math.ceil(Math.log2(largest / (2 ** (bits - 1) - 1)));
  return { shape, values: values.map((one) => unit * Math.round(one / unit)) };
}
