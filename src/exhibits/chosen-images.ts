import type { Evaluation } from '../perception/evaluate';

/** Images of each kind that readings told apart. */
const TOLD_APART = 3;

/**
 * Images worth watching closely, by their places: the first, the first of every other class, then
 * some that goodness got right and the one-pass readout wrong, and some the other way round.
 */
export function chosenImages(
  { labels, goodness, readout }: Pick<Evaluation, 'labels' | 'goodness' | 'readout'>,
  classes: number,
): number[] {
  const firstOf = Array.from({ length: classes }, (_, label) => labels.indexOf(label));
  const places = [...labels.keys()];
  const right = (answers: Uint8Array | undefined, at: number) => answers?.[at] === labels[at];
  const only = (one: Uint8Array | undefined, other: Uint8Array | undefined) =>
    places.filter((at) => right(one, at) && !right(other, at)).slice(0, TOLD_APART);
  const apart = goodness ? [...only(goodness, readout), ...only(readout, goodness)] : [];
  return [...new Set([0, ...firstOf, ...apart])].filter((at) => at >= 0 && at < labels.length);
}
