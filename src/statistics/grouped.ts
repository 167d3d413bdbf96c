/** A list with something in it. */
export type Some<T> = readonly [T, ...T[]];

/** All, in groups of one key, in the order in which the keys first come. */
export function grouped<T>(all: readonly T[], keyOf: (one: T) => unknown): Some<T>[] {
  const groups = new Map<unknown, [T, ...T[]]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return [...groups.values()];
}
