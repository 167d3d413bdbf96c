/** Whatever shows nothing, or changes how what stands beside it is shown, but for the ends of lines. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]/gu;

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A word that is longer is no word: a path of a few folders, a sum in hexadecimals still are. */
const LONGEST_WORD = 300;
const LONGEST_MESSAGE = 4000;

/** An error whose message is for the person at the keyboard, whatever was typed into it. */
class Told extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(messageInShort(message), options);
  }
}

/**
 * Something given to the program is wrong: an option, a path, a file's content. The command ends
 * with code 2. The message says what was wrong, where, and what to do.
 */
export class InputError extends Told {
  override readonly name = 'InputError';
}

/**
 * Something around the program is wrong: a full disk, a folder that cannot be written, an engine
 * that cannot be loaded. The command ends with code 1. The message is for the person too.
 */
export class EnvironmentError extends Told {
  override readonly name = 'EnvironmentError';
}

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

/** A message whose words, and itself, are of a length that a person reads, and seen. */
export function messageInShort(message: string): string {
  const words = visible(message)
    .split(/(\s+)/)
    .map((word) => cut(word, LONGEST_WORD));
  return cut(words.join(''), LONGEST_MESSAGE);
}

/**
 * A text for people, with every character that is not seen in escaped form, as `\x1b`: a file's name
 * may hold what moves a terminal's cursor, or turns the letters after it round. Lines end as they did.
 * Whatever the program says goes through this: errors, and lines on stderr and stdout.
 */
export function visible(text: string): string {
  return text.replaceAll(UNSEEN, (one) => (one === '\n' ? one : escaped(one)));
}

/** A name or word from elsewhere, for a sentence: on one line, too. */
export function visibleWord(text: string): string {
  return text.replaceAll(UNSEEN, escaped);
}

function escaped(character: string): string {
  const code = character.codePointAt(0) as number;
  const hexadecimal = code.toString(16);
  return (
    SHORT[character] ?? (code < 256 ? `\\x${hexadecimal.padStart(2, '0')}` : `\\u{${hexadecimal}}`)
  );
}

/** Learning left the numbers that mean anything; it cannot go on from here. */
export class DivergenceError extends Error {
  override readonly name = 'DivergenceError';

  constructor(
    /** Hidden layer (1 … L), or the readout; undefined where only the network's answers show it. */
    readonly layer: number | 'readout' | undefined,
    /** Epoch and batch, both from 1. */
    readonly epoch: number,
    readonly batch: number,
    what: string,
  ) {
    const where = layer === 'readout' ? ' in the readout' : layer ? ` in layer ${layer}` : '';
    super(
      `learning diverged${where} at epoch ${epoch}, batch ${batch}: ${what}. ` +
        'A new run with a smaller learning rate (--rate, --readout-rate) usually helps.',
    );
  }
}
