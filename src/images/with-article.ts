/** Letters whose names begin with a vowel. */
const LETTERS = /^[aefhilmnorsx]$/i;
/** Numbers whose names do: eight, eleven, eighteen, eighty … */
const NUMBERS = /^(8\d*|11|18)$/;
/** Words that do; `one`, `unicycle` and `euro` are spoken with a consonant. */
const WORDS = /^(?!one\b|uni(?!n)|eu)[aeiou]./i;

/** The name of a class with its article: `a sneaker`, `an ankle boot`, `an F`, `an 8`. */
export function withArticle(name: string): string {
  const vowel = [LETTERS, NUMBERS, WORDS].some((spoken) => spoken.test(name));
  return `${vowel ? 'an' : 'a'} ${name}`;
}
