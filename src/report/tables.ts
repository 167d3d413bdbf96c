import { type Html, html } from './html';
import { nameInWords } from './names';
import { numberFormat } from './numbers';

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
export type Cell = string | Html;

/**
 * A table with a name, within something that scrolls where it is too wide. The first column names
 * the rows; of the others `right` says which hold numbers.
 */
export function table(
  caption: string,
  head: readonly string[],
  rows: readonly (readonly Cell[])[],
  right: (column: number) => boolean = () => true,
): Html {
  const kind = (column: number) => (right(column) ? html` class="number"` : undefined);
  const cell = (content: Cell, column: number) =>
    column === 0 ? html`<th scope="row">${content}</th>` : html`<td${kind(column)}>${content}</td>`;
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${caption}"><table>
<caption>${caption}</caption>
<thead><tr>${head.map((name, column) => html`<th scope="col"${column === 0 ? undefined : kind(column)}>${name}</th>`)}</tr></thead>
<tbody>
${rows.map((row) => html`<tr>${row.map(cell)}</tr>\n`)}</tbody>
</table></div>`;
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
  return table(caption, fields.map(nameInWords), cells, (column) => numeric[column] === true);
}
