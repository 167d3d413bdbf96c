/** One word of a shell: in single quotes where it has anything that a shell might read. */
export function quoted(word: string): string {
  if (/^[\w%+,./:@-][\w%+,./:=@-]*$/.test(word)) return word;
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
