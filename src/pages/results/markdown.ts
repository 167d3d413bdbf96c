/** A Markdown table, whatever is in its cells. */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const cell = (text: string) => oneLine(text).replaceAll('|', String.raw`\|`);
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Text without breaks of lines, which end a heading or a row of a table. */
export function oneLine(text: string): string {
  return text.replaceAll(/\s*[\r\n]\s*/g, ' ');
}

/** `1.17 % (0.98–1.40)` */
export function withInterval(
  percent: number,
  interval: { readonly low: number; readonly high: number } | undefined,
): string {
  const range = interval ? ` (${interval.low.toFixed(2)}–${interval.high.toFixed(2)})` : '';
  return `${percent.toFixed(2)} %${range}`;
}

/** Code within a line, whatever is in it. */
export function inlineCode(code: string): string {
  const longest = Math.max(0, ...[...code.matchAll(/`+/g)].map(([run]) => run.length));
  if (longest === 0) return `\`${code}\``;
  const fence = '`'.repeat(longest + 1);
  return `${fence} ${code} ${fence}`;
}

/** What networks came to, each by itself; of more than a few the least and the largest. */
export function eachInWords(values: readonly number[], inWords: (value: number) => string): string {
  if (values.length <= A_FEW) return values.map(inWords).join(', ');
  return `${inWords(Math.min(...values))} to ${inWords(Math.max(...values))}`;
}

const A_FEW = 4;

/** What is seen when its summary is clicked, where a page of Markdown is shown as HTML. */
export function folded(summary: string, text: string): string {
  return `<details>\n<summary>${summary}</summary>\n\n${text}\n\n</details>`;
}
