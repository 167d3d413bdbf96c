import { type Html, html } from './html';
import { nameInWords, numberFormat } from './in-words';

/** What fits into a cell. */
export type Scalar = string | number | boolean | null | undefined;
/** A row by its fields: a map, because a field may have any name, `__proto__` too. */
export type Flat = ReadonlyMap<string, Scalar>;

export function isScalar(value: unknown): value is Scalar {
  return value === null || typeof value !== 'object';
}

export function scalarInWords(value: Scalar, name = ''): string {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'number') return numberFormat([value], name)(value);
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : value;
}

/** A cell: text, or markup; numbers stand to the right. */
export type TableCell = string | Html;

/**
 * A table with a name, within something that scrolls where it is too wide, its first column staying. That column
 * names the rows; of the others `right` says which hold numbers. `isRecords`: a narrow screen
 * shows a row as a list, so that none of it is out of sight. Every column has a `head`: none is empty.
 */
export function htmlTable(
  caption: string,
  head: readonly string[],
  rows: readonly (readonly TableCell[])[],
  right: (column: number) => boolean = () => true,
  { isRecords = false } = {},
): Html {
  const kind = (column: number) => (right(column) ? html` class="number"` : undefined);
  const cell = (content: TableCell, column: number) =>
    column === 0
      ? html`<th scope="row">${content}</th>`
      : html`<td${kind(column)}${isRecords ? html` data-of="${head[column]}"` : undefined}>${content}</td>`;
  return html`<div class="scroll" role="group" tabindex="0" aria-label="${caption}"><table${isRecords ? html` class="records"` : undefined}>
<caption>${caption}</caption>
<thead><tr>${head.map((name, column) => html`<th scope="col"${column === 0 ? undefined : kind(column)}>${name}</th>`)}</tr></thead>
<tbody>
${rows.map((row) => html`<tr>${row.map(cell)}</tr>\n`)}</tbody>
</table></div>`;
}

/** Letters of a cell that is a sentence, and columns that a narrow screen has room for beside it. */
const SENTENCE = 40;
const MOST_BESIDE = 3;

function isLong(cell: string): boolean {
  return cell.length > SENTENCE;
}

/** A table of rows with the same fields; the first of them names the rows. */
export function flatTable(rows: readonly Flat[], caption: string): Html {
  const fields = [...new Set(rows.flatMap((row) => [...row.keys()]))];
  const columns = fields.map((field) => rows.map((row) => row.get(field)));
  const numbers = columns.map((values) => values.filter((one) => typeof one === 'number'));
  const numeric = columns.map(
    (values, at) => numbers[at]?.length === values.filter((one) => one !== undefined).length,
  );
  const formats = fields.map((field, at) => numberFormat(numbers[at] ?? [], field));
  const shown = (value: Scalar, at: number) =>
    typeof value === 'number' ? (formats[at]?.(value) ?? '') : scalarInWords(value);
  const cells = rows.map((row) => fields.map((field, at) => shown(row.get(field), at)));
  const isRecords = fields.length > MOST_BESIDE && cells.some((row) => row.some(isLong));
  const isRight = (column: number) => numeric[column] === true;
  return htmlTable(caption, fields.map(nameInWords), cells, isRight, { isRecords });
}

/** Longer lists of values, and longer tables, are folded. */
const SHORT = 12;
const SHORT_TABLE = 40;
/** Rows that have more fields than this between them are no table. */
const WIDEST = 100;

/**
 * Any data without functions as markup: objects as lists of names and values, lists of objects as
 * tables, lists of numbers in a line, and what is long folded.
 */
export function plainData(value: unknown, name = ''): Html {
  if (isScalar(value)) return html`${scalarInWords(value, name)}`;
  return Array.isArray(value) ? list(value, name) : object(value as Row);
}

/** Names and values; what is a table comes after them, with its name. */
function object(value: Row): Html {
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  if (entries.length === 0) return html`none`;
  const tables = entries.filter(([, one]) => isTable(one));
  const others = entries.filter((entry) => !tables.includes(entry));
  const named = others.map(
    ([key, one]) => html`<div><dt>${nameInWords(key)}</dt><dd>${plainData(one, key)}</dd></div>`,
  );
  return html`${named.length > 0 ? html`<dl>${named}</dl>` : undefined}${tables.map(([key, one]) => plainData(one, key))}`;
}

function list(values: readonly unknown[], name: string): Html {
  if (values.length === 0) return html`none`;
  const summary = `${nameInWords(name)}: ${values.length}`;
  if (values.every(isScalar)) {
    const line = html`<span class="values">${inLine(values, name)}</span>`;
    return folded(values.length > SHORT, summary, line);
  }
  if (isTable(values)) {
    const rows = flatTable(values.map(flatRow), nameInWords(name));
    return folded(values.length > SHORT_TABLE, summary, rows);
  }
  const entries = values.map((one) => html`<li>${plainData(one, name)}</li>`);
  return folded(values.length > SHORT, summary, html`<ol>${entries}</ol>`);
}

/** Scalars one after the other, numbers with the same decimals. */
export function inLine(values: readonly Scalar[], name: string): string {
  const numbers = values.filter((one) => typeof one === 'number');
  const format = numberFormat(numbers, name);
  return values
    .map((one) => (typeof one === 'number' ? format(one) : scalarInWords(one, name)))
    .join(', ');
}

function folded(long: boolean, summary: string, content: Html): Html {
  return long ? html`<details><summary>${summary}</summary>${content}</details>` : content;
}

function isTable(value: unknown): value is readonly Row[] {
  if (!Array.isArray(value) || value.length === 0 || !value.every(isRow)) return false;
  const fields = new Set<string>();
  for (const row of value) {
    for (const name of Object.keys(row)) fields.add(name);
    if (fields.size > WIDEST) return false;
  }
  return true;
}

/** An object of a list, before it is a row of a table. */
export type Row = Readonly<Record<string, unknown>>;

export function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The row with scalars alone: what is nested goes into words. */
function flatRow(row: Row): Flat {
  return new Map(
    Object.entries(row).map(([key, value]) => [key, isScalar(value) ? value : nested(value, key)]),
  );
}

function nested(value: unknown, name: string): string {
  if (isScalar(value)) return scalarInWords(value, name);
  if (Array.isArray(value)) return value.map((one) => nested(one, name)).join('; ');
  return Object.entries(value as object)
    .map(([key, one]) => `${nameInWords(key)} ${nested(one, key)}`)
    .join(', ');
}
