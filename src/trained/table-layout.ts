import { widthOf, wrapped } from '../machine/screen';

/** What a table says: a row of heads, and the others. */
export interface TableText {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A table, or a part of its columns, whose cells are wrapped so that it fits. */
export interface Block extends TableText {
  /** Spaces at each side of a cell. */
  readonly padding: number;
}

/**
 * A table in blocks that fit into so many columns of a terminal, one below the other. Where it is too wide,
 * its widest columns are wrapped between words; where that does not do, cells stand closer; and where that
 * does not either, columns go to further blocks, each with the first `labels` columns before them. `most` limits
 * columns further.
 */
export function tableBlocks(
  table: TableText,
  screen: number,
  { most = [], labels = 1 }: { readonly most?: readonly number[]; readonly labels?: number } = {},
): Block[] {
  const columns = columnsOf(table).map((cells, at) => ({
    cells,
    natural: Math.min(most[at] ?? Number.POSITIVE_INFINITY, longest(cells, widthOf)),
    least: longest(cells, narrowest),
  }));
  const padding = [1, 0].find((spaces) => fits(columns, screen, spaces));
  if (padding !== undefined) return [block(columns, screen, padding)];
  return folded(columns, labels, screen).map((some) => block(some, screen, 1));
}

/** The columns in groups that fit, as few as can be, each with the first ones before it. */
function folded(columns: readonly Column[], labels: number, screen: number): Column[][] {
  const repeated = columns.slice(0, labels).map((column) => {
    const enough = Math.min(column.natural, Math.floor(screen / (4 * labels)));
    return { ...column, least: Math.max(column.least, enough) };
  });
  const groups: Column[][] = [];
  for (const column of columns.slice(labels)) {
    const open = groups.at(-1);
    if (open && fits([...open, column], screen, 1)) open.push(column);
    else groups.push([...repeated, column]);
  }
  return groups.length > 0 ? groups : [repeated];
}

/** Whether columns fit side by side with no word cut. */
function fits(columns: readonly Column[], screen: number, padding: number): boolean {
  const each = columns.map(({ natural, least }) => Math.min(natural, least));
  return sum(each) <= roomFor(columns, screen, padding);
}

/** A column, how wide it is as it stands, and how narrow it can be with no word cut. */
interface Column {
  readonly cells: readonly string[];
  readonly natural: number;
  readonly least: number;
}

function columnsOf({ head, rows }: TableText): string[][] {
  return head.map((title, at) => [title, ...rows.map((row) => row[at] ?? '')]);
}

/** The most that a line of these cells takes. */
function longest(cells: readonly string[], taken: (line: string) => number): number {
  return Math.max(0, ...cells.flatMap((cell) => cell.split('\n')).map(taken));
}

/** What a line takes with each word on a line of its own, as far in as it is. */
function narrowest(line: string): number {
  const indent = line.length - line.trimStart().length;
  return indent + Math.max(...line.trimStart().split(' ').map(widthOf));
}

/** The columns of the screen that are left for letters: each cell has a line beside it. */
function roomFor(columns: readonly Column[], screen: number, padding: number): number {
  return screen - 1 - columns.length * (1 + 2 * padding);
}

/** These columns side by side, as wide as the screen lets them be: the widest give way, first between words. */
function block(columns: readonly Column[], screen: number, padding: number): Block {
  const widths = columns.map(({ natural }) => natural);
  const room = roomFor(columns, screen, padding);
  for (let over = sum(widths) - room; over > 0; over--) {
    const spare = columns.map(({ least }, at) => ((widths[at] ?? 0) > least ? widths[at] : 0) ?? 0);
    const widest = Math.max(...spare) > 0 ? spare : widths;
    const at = widest.indexOf(Math.max(...widest));
    if ((widths[at] ?? 1) <= 1) break;
    widths[at] = (widths[at] ?? 1) - 1;
  }
  const cells = columns.map((column, at) =>
    column.cells.map((cell) => wrapped(cell, widths[at] ?? 1)),
  );
  const [head = [], ...rows] = (cells[0] ?? []).map((_, row) =>
    cells.map((column) => column[row] ?? ''),
  );
  return { head, rows, padding };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, number) => all + number, 0);
}
