import Table from 'cli-table3';

const NO_LINES_BETWEEN_ROWS = { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' };

/** A table for a terminal. Where `widths` of the columns are given, words wrap within them. */
export function table(
  head: string[],
  rows: readonly string[][],
  widths: readonly number[] = [],
): string {
  const made = new Table({
    head,
    style: { head: [], border: [] },
    chars: NO_LINES_BETWEEN_ROWS,
    wordWrap: widths.length > 0,
    colWidths: [...widths],
  });
  made.push(...rows);
  return made.toString();
}
