/**
 * A text as it fits into a message: one that is longer than `most` letters is cut in its middle, and
 * told how long it was.
 */
export function inShort(text: string, most = 80): string {
  if (text.length <= most) return text;
  const [head, tail] = [Math.ceil((most * 3) / 4), Math.floor(most / 4)];
  const cut = (text.length - head - tail).toLocaleString('en');
  return `${text.slice(0, head)} … (${cut} letters) … ${text.slice(-tail)}`;
}

/** The first few of many things to say, and how many more there are. */
export function firstFew(many: readonly string[], most = 5): string[] {
  if (many.length <= most + 1) return [...many];
  return [...many.slice(0, most), `and ${(many.length - most).toLocaleString('en')} more`];
}

/** A word that is longer is no word: a path of a few folders, a sum in hexadecimals still are. */
const LONGEST_WORD = 300;
const LONGEST_MESSAGE = 4000;

/** A message whose words, and itself, are of a length that a person reads. */
export function messageInShort(message: string): string {
  const words = message.split(/(\s+)/).map((word) => inShort(word, LONGEST_WORD));
  return inShort(words.join(''), LONGEST_MESSAGE);
}
