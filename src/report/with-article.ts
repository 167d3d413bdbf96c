/** Letters whose names begin with a vowel. */
const SPOKEN = /^[aefhilmnorsx]$/i;

/** The name of a thing with its article: `a sneaker`, `an ankle boot`, `an F`. */
export function withArticle(name: string): string {
  const vowel = name.length === 1 ? SPOKEN.test(name) : /^[aeiou]/i.test(name);
  return `${vowel ? 'an' : 'a'} ${name}`;
}
