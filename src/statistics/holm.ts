/**
 * Holm's step-down adjusted p values of a family of tests, in the order given. The smallest of m is
 * multiplied by m, the next by m − 1, and so on; none may fall below the one before, nor exceed 1.
 * A test whose adjusted p is at most α may be called significant: the probability that any such
 * call in the family is false is at most α, whatever the tests have in common.
 *
 * Source: S. Holm (1979), Scand. J. Stat. 6, 65–70.
 * @throws RangeError for a p that is no probability.
 */
export function holm(p: readonly number[]): number[] {
  const wrong = p.find((value) => !(value >= 0 && value <= 1));
  if (wrong !== undefined) throw new RangeError(`p must lie between 0 and 1, but one is ${wrong}`);
  const ascending = [...p.entries()].sort(([, one], [, other]) => one - other);
  const adjusted = [...p];
  let before = 0;
  for (const [rank, [at, value]] of ascending.entries()) {
    before = Math.max(before, Math.min(1, (p.length - rank) * value));
    adjusted[at] = before;
  }
  return adjusted;
}
