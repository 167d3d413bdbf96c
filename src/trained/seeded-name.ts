/** `03` is no seed here: it could not be put back from its number. */
const SEEDED = /^(.*-seed-)(0|[1-9]\d*)$/;

/**
 * The seed with which the name of one of several networks ends, and all before it: `stem` and `seed` in a row are the
 * name. Undefined for a name without a seed.
 */
export function seedInName(
  name: string,
): { readonly stem: string; readonly seed: number } | undefined {
  const [, stem = '', digits] = SEEDED.exec(name) ?? [];
  return digits === undefined ? undefined : { stem, seed: Number(digits) };
}

/** The name of a shipped network of this system and seed, with 300 + 300 units. */
export function seededName(system: string, seed: number): string {
  return `${system}-300-300-seed-${seed}`;
}
