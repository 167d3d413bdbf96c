/** Words as a part of a file's name: `goodness, seed 17` → `goodness-seed-17`. */
export function kebab(words: string): string {
  return words.replaceAll(/\W+/g, '-').replaceAll(/^-|-$/g, '');
}
