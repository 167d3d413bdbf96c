import { mean } from '../../statistics/mean';

/**
 * Products of standardised ranks, pair by pair: their mean is Spearman's rank correlation of the two
 * lists, and each says what its pair adds to it. Equal values share the mean of their ranks. All 0
 * where one of the lists has only equal values.
 * Source: C. Spearman (1904), Am. J. Psychol. 15.
 */
export function rankProducts(one: ArrayLike<number>, other: ArrayLike<number>): Float64Array {
  const [first, second] = [standardised(ranks(one)), standardised(ranks(other))];
  return first.map((value, at) => value * (second[at] as number));
}

/** Ranks from 0; equal values share their mean. */
export function ranks(values: ArrayLike<number>): Float64Array {
  const order = Array.from({ length: values.length }, (_, at) => at);
  order.sort((a, b) => (values[a] as number) - (values[b] as number));
  const ranked = new Float64Array(values.length);
  for (let start = 0; start < order.length; ) {
    const value = values[order[start] as number];
    let end = start;
    while (end < order.length && values[order[end] as number] === value) end += 1;
    for (let at = start; at < end; at++) ranked[order[at] as number] = (start + end - 1) / 2;
    start = end;
  }
  return ranked;
}

/** Mean 0 and mean square 1, or all 0. */
function standardised(values: Float64Array): Float64Array {
  const middle = mean(values);
  const centred = values.map((value) => value - middle);
  const spread = Math.sqrt(centred.reduce((sum, value) => sum + value ** 2, 0) / values.length);
  return centred.map((value) => (spread > 0 ? value / spread : 0));
}
