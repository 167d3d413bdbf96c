import { labellingSaid } from '../../data/labelling';
import { systemOf } from '../../runs/run-record';
import { type Html, html } from '../report/html';
import { nameInWords } from '../report/in-words';
import { errorRows, isTooLong, namedErrors } from '../report/results-section';
import type { RunMaterial } from '../report/run-material';
import { asTyped, contentsOf, flattened } from '../report/settings-section';
import { htmlTable, inLine, type TableCell } from '../report/tables';

/** What each run has of each row; a run without it has an empty cell. */
export function inColumns(
  caption: string,
  runs: readonly RunMaterial[],
  rowsOf: (run: RunMaterial) => readonly (readonly [name: string, cell: TableCell])[],
  keep: (cells: readonly (TableCell | undefined)[], runs: readonly RunMaterial[]) => boolean = () =>
    true,
): Html | undefined {
  const columns = runs.map((run) => new Map(rowsOf(run)));
  const names = [...new Set(columns.flatMap((column) => [...column.keys()]))];
  const rows = names
    .map((name) => [name, columns.map((column) => column.get(name))] as const)
    .filter(([, cells]) => keep(cells, runs))
    .map(([name, cells]) => [name, ...cells.map((cell) => cell ?? '')]);
  if (rows.length === 0) return undefined;
  return htmlTable(caption, ['what', ...runs.map(({ name }) => name)], rows, () => false);
}

/**
 * All that decides what comes of a run: settings (learning settings that are options are named once),
 * what its data, networks and files are, and what it ran on.
 */
export function settingsOf({ record }: RunMaterial): [string, string][] {
  const { scenario, options, learning = {}, seed, dataSet, data, engine, versions, code } = record;
  const labelling = data ? {} : labellingSaid(record); // else it is among what the data are
  const given = flattened(
    { scenario, ...options, seed, dataSet, ...labelling, 'training images': data?.training },
    asTyped,
  );
  const names = new Set(given.map(([name]) => name));
  const learnt = flattened(learning, asTyped).filter(([name]) => !names.has(name));
  const commit = code && `${code.commit.slice(0, 7)}${code.changed ? ', with changes' : ''}`;
  const ground = flattened({ engine, versions, commit }, asTyped);
  return [...given, ...learnt, ...contentsOf(record), ...ground];
}

/**
 * Whether runs differ in a row. What a run that has not finished lacks is not there yet, and sets it apart
 * from nobody.
 */
export function differ(
  cells: readonly (TableCell | undefined)[],
  runs: readonly RunMaterial[],
): boolean {
  const told = cells.filter(
    (cell, at) => cell !== undefined || runs[at]?.record.status === 'finished',
  );
  return new Set(told).size > 1;
}

/** Errors with their intervals, then whatever else a run came to. */
export function resultsOf({ record }: RunMaterial): [string, TableCell][] {
  const errors = namedErrors(record.results);
  const names = new Set(errors.map(([name]) => name));
  const others =
    names.has('') || isTooLong(record.results)
      ? []
      : Object.entries(Object(record.results) as object);
  return [
    ...errors.flatMap(([name, report]) =>
      errorRows(report, systemOf(record)).map(([reading, error, interval]): [string, TableCell] => [
        name === '' ? reading : `${name}, ${reading}`,
        html`${error}<span class="spread">${interval}</span>`,
      ]),
    ),
    ...flattened(Object.fromEntries(others.filter(([name]) => !names.has(name))), inLine).map(
      ([path, words]): [string, TableCell] => [path.split('.').map(nameInWords).join(', '), words],
    ),
  ];
}
