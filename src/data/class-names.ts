/** The names of classes that have none of their own: `0`, `1`, `2` … */
export function numbered(classes: number): string[] {
  return Array.from({ length: classes }, (_, label) => String(label));
}

/** Names where they say more than the labels do; undefined where they are the labels' numbers. */
export function namesSaid(names: readonly string[]): readonly string[] | undefined {
  return names.every((name, label) => name === String(label)) ? undefined : names;
}

/** What the class of a label is called; its number where it has no name. */
export function nameFor(names: readonly string[] | undefined, label: number): string {
  return names?.[label] ?? String(label);
}
