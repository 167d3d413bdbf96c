/** Whatever shows nothing, or changes how what stands beside it is shown, but for the ends of lines. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]/gu;

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

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
