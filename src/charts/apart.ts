/**
 * Places for labels along a line: as near as they can be, in sum of squares, to where they belong,
 * no two closer than `gap`, all between `low` and `high`, in the order in which they belong. Where there is not
 * room for all, the first ones alone have places.
 *
 * Less `gap` times its rank, each place must be at or after the one before: isotonic regression, by
 * pooling neighbours that are out of order. Source: R. E. Barlow et al. (1972), Statistical
 * Inference under Order Restrictions.
 */
export function apart(
  places: readonly number[],
  gap: number,
  [low, high]: readonly [low: number, high: number],
): number[] {
  const room = Math.max(0, Math.floor((high - low) / gap) + 1);
  const order = places.slice(0, room).map((_, at) => at);
  order.sort((one, other) => (places[one] as number) - (places[other] as number));
  const pools: Pool[] = [];
  for (const [rank, at] of order.entries()) {
    let pool: Pool = { sum: (places[at] as number) - rank * gap, count: 1 };
    for (let last = pools.at(-1); last && mean(last) > mean(pool); last = pools.at(-1)) {
      pool = { sum: last.sum + pool.sum, count: last.count + pool.count };
      pools.pop();
    }
    pools.push(pool);
  }
  const latest = high - (order.length - 1) * gap;
  const inOrder = pools.flatMap((pool) =>
    new Array<number>(pool.count).fill(Math.max(low, Math.min(latest, mean(pool)))),
  );
  const placed = new Array<number>(order.length);
  for (const [rank, at] of order.entries()) placed[at] = (inOrder[rank] as number) + rank * gap;
  return placed;
}

/** Neighbours that share a place. */
interface Pool {
  readonly sum: number;
  readonly count: number;
}

function mean({ sum, count }: Pool): number {
  return sum / count;
}
