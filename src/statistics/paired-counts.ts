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
