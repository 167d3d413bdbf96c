import { flatRow, isRow, type Row } from './flat-row';
import { type Html, html } from './html';
import { nameInWords } from './names';
import { numberFormat } from './numbers';
import { flatTable, isScalar, type Scalar, scalarInWords } from './tables';

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
