import { visible, visibleWord } from './visible';

/**
 * A name or word from elsewhere as it fits into a message: nothing unseen is in it, and one that is
 * longer than `most` letters is cut in its middle, and told how long it was.
 */
export function inShort(text: string, most = 80): string {
  return cut(visibleWord(text), most);
}

function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const [head, tail] = [Math.ceil((most * 3) / 4), Math.floor(most / 4)];
  const left = (text.length - head - tail).toLocaleString('en');
  return `${text.slice(0, head)} … (${left} letters) … ${text.slice(-tail)}`;
}

/** The first few of many things to say, and how many more there are. */
export function firstFew(many: readonly string[], most = 5): string[] {
  if (many.length <= most + 1) return [...many];
  return [...many.slice(0, most), `and ${(many.length - most).toLocaleString('en')} more`];
}

/** A word that is longer is no word: a path of a few folders, a sum in hexadecimals still are. */
const LONGEST_WORD = 300;
const LONGEST_MESSAGE = 4000;

/** A message whose words, and itself, are of a length that a person reads, and seen. */
export function messageInShort(message: string): string {
  const words = visible(message)
    .split(/(\s+)/)
    .map((word) => cut(word, LONGEST_WORD));
  return cut(words.join(''), LONGEST_MESSAGE);
}
