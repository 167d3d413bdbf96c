/** With fewer columns nothing can be read: they are taken for a slip. */
const FEWEST = 20;

/**
 * How many letters fit on a line of what a stream goes to: as COLUMNS says, or the terminal. Undefined where
 * nothing says, as of a file or a pipe.
 */
export function screenWidth(stream: { readonly columns?: number }): number | undefined {
  const said = [Number(process.env['COLUMNS']), stream.columns];
  return said.find((columns = 0) => columns >= FEWEST);
}

/** What terminals show twice as wide, and what they put onto the letter before. */
const WIDE = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{Emoji_Presentation}]/u;
const ONTO = /\p{M}/u;

/** The columns that a line takes on a terminal. */
export function widthOf(line: string): number {
  let width = 0;
  for (const letter of line) width += ONTO.test(letter) ? 0 : WIDE.test(letter) ? 2 : 1;
  return width;
}

/**
 * A text whose lines fit into so many columns: they end between words, and where a word alone is too long,
 * behind a `/` or `-` in it, or else anywhere. What goes on from a line stands under it, as far in.
 */
export function wrapped(text: string, width: number): string {
  return text
    .split('\n')
    .flatMap((line) => (widthOf(line) <= width ? [line] : wrappedLine(line, width)))
    .join('\n');
}

function wrappedLine(line: string, width: number): string[] {
  const [indent = ''] = /^\s*/.exec(line) ?? [];
  const inset = indent.length < width / 2 ? indent : '';
  const room = width - inset.length;
  const lines: string[] = [];
  let last = '';
  for (const word of line.slice(indent.length).split(/(?<=\S) /)) {
    const parts = widthOf(word) <= room ? [word] : partsOf(word, room);
    const joined = `${last} ${parts[0]}`;
    if (last !== '' && widthOf(joined) <= room) parts[0] = joined;
    else if (last !== '') lines.push(last);
    lines.push(...parts.slice(0, -1));
    last = parts.at(-1) as string;
  }
  return [...lines, last].map((one) => inset + one);
}

/** A word in parts that fit, each as long as can be. */
function partsOf(word: string, room: number): string[] {
  const parts: string[] = [];
  let [part, next] = ['', ''];
  const close = () => {
    parts.push(part || next);
    next = part ? next : '';
    part = '';
  };
  for (const letter of word) {
    while (part + next !== '' && widthOf(part + next + letter) > room) close();
    next += letter;
    if (/[/-]/.test(letter)) [part, next] = [part + next, ''];
  }
  return [...parts, part + next];
}
