/**
 * A text of at most so many letters, at least one: of a longer one, its beginning and its end around "…", since
 * names often differ only at their ends.
 */
export function shortened(text: string, letters: number): string {
  if (text.length <= letters) return text;
  const kept = Math.max(0, letters - 1);
  const [head, tail] = [Math.ceil(kept / 2), Math.floor(kept / 2)];
  const cut = `${text.slice(0, head)}…${text.slice(text.length - tail)}`;
  return cut.replaceAll(/\p{Surrogate}/gu, ''); // halves of letters that the cut went through
}
