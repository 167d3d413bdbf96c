const SEEDED = /^(.*-seed-)(\d+)$/;

/** What the name of one of several networks begins with, and its seed; undefined for a name without a seed. */
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
