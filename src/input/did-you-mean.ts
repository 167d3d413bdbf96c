/** Slips at the most by which a name is taken for another, and the share of its letters that they may be. */
const MOST_SLIPS = 3;
const MOST_SHARE = 0.5;

/**
 * ` (did you mean train?)`: the names that a mistyped one is nearest to, as it goes on behind a message;
 * empty where none is near.
 */
export function didYouMean(typed: string, names: Iterable<string>): string {
  const near = [...new Set(names)].flatMap((name) => {
    const longer = Math.max(name.length, typed.length);
    const far = Math.abs(name.length - typed.length) > MOST_SLIPS;
    const slips = far ? longer : slipsBetween(typed.toLowerCase(), name.toLowerCase());
    return slips <= MOST_SLIPS && slips < MOST_SHARE * longer ? [{ name, slips }] : [];
  });
  const fewest = Math.min(...near.map(({ slips }) => slips));
  const meant = near.filter(({ slips }) => slips === fewest).map(({ name }) => name);
  return meant.length > 0 ? ` (did you mean ${meant.join(' or ')}?)` : '';
}

/**
 * Letters left out, put in, mistyped, or typed before the one ahead of them: the distance of optimal string
 * alignment (Damerau 1964).
 */
function slipsBetween(one: string, other: string): number {
  let [before, last]: [number[], number[]] = [
    [],
    Array.from({ length: other.length + 1 }, (_, at) => at),
  ];
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1];
      const ways = [at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + Number(!same)];
      if (one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        ways.push(at(before, j - 2) + 1);
      row.push(Math.min(...ways));
    }
    [before, last] = [last, row];
  }
  return at(last, other.length);
}

function at(row: readonly number[], place: number): number {
  return row[place] ?? Number.POSITIVE_INFINITY;
}
