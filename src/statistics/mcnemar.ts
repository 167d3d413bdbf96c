import jStat from 'jstat';

/** Two classifiers on the same images. */
export interface PairedTest {
  /** Images that only the first got right. */
  readonly onlyFirst: number;
  /** Images that only the second got right. */
  readonly onlySecond: number;
  /** Probability of a split at least this uneven if both err equally often (two-sided). */
  readonly p: number;
}

/**
 * The exact McNemar test: of the images on which just one is right, how uneven is the split?
 *
 * Source: Q. McNemar (1947), Psychometrika 12; the exact binomial form.
 * @throws RangeError when there are not as many answers as labels.
 */
export function mcnemar(first: Uint8Array, second: Uint8Array, labels: Uint8Array): PairedTest {
  const { onlyFirst, onlySecond } = pairedCounts(first, second, labels);
  const tail = fairCoin(Math.min(onlyFirst, onlySecond), onlyFirst + onlySecond);
  return { onlyFirst, onlySecond, p: Math.min(1, 2 * tail) };
}

/** Probability of at most `heads` heads in `throws` throws, from the incomplete beta function. */
function fairCoin(heads: number, throws: number): number {
  return heads === throws ? 1 : jStat.beta.cdf(0.5, throws - heads, heads + 1);
}

/** How many images two systems got right and wrong: the four cells of the paired table. */
export interface PairedCounts {
  readonly bothRight: number;
  /** Images that only the first got right. */
  readonly onlyFirst: number;
  /** Images that only the second got right. */
  readonly onlySecond: number;
  readonly bothWrong: number;
}

/**
 * Counts the answers of two systems to the same images.
 *
 * @throws RangeError when there are not as many answers as labels.
 */
export function pairedCounts(
  first: Uint8Array,
  second: Uint8Array,
  labels: Uint8Array,
): PairedCounts {
  if (first.length !== labels.length || second.length !== labels.length)
    throw new RangeError(
      `${labels.length} images have labels, but ${first.length} and ${second.length} have answers`,
    );
  let [bothRight, onlyFirst, onlySecond] = [0, 0, 0];
  for (const [at, label] of labels.entries()) {
    if (first[at] === label && second[at] === label) bothRight++;
    if (first[at] === label && second[at] !== label) onlyFirst++;
    if (first[at] !== label && second[at] === label) onlySecond++;
  }
  const bothWrong = labels.length - bothRight - onlyFirst - onlySecond;
  return { bothRight, onlyFirst, onlySecond, bothWrong };
}
