import type { Ambiguous } from '../../stimuli/ambiguous';

/** Scores of an ambiguous image. */
export interface TwoLabels {
  /** Of the label at share 0, of that at share 1, and of the best of all the others. */
  readonly first: number;
  readonly other: number;
  readonly third: number;
}

/** What each item's labels score: from [items × classes], an item each. */
export function twoLabels(
  scores: Float32Array,
  items: readonly Pick<Ambiguous, 'labels'>[],
): TwoLabels[] {
  const classes = scores.length / items.length;
  return items.map(({ labels }, item) => {
    const row = scores.subarray(item * classes, (item + 1) * classes);
    const [first, other] = labels;
    const others = row.filter((_, label) => label !== first && label !== other);
    return {
      first: row[first] as number,
      other: row[other] as number,
      third: Math.max(...others),
    };
  });
}
