import { table } from '../../experiment/terminal-table';
import type { MemoryCell } from './cell';
import { WAYS } from './ways';

/** Bytes in a megabyte. */
export const MEGABYTE = 1e6;

const HEAD = [
  'hidden layers',
  'way',
  'weights, MB',
  'resident: before, MB',
  'at most, MB',
  'added, MB',
  'live tensors: at most, MB',
  'beyond weights, velocities, gradients, MB',
  'ms a batch',
];

const WIDTHS = [8, 37, 10, 12, 10, 10, 14, 24, 9];

/** What training took, as text: a row for each depth and way. */
export function memoryTable(cells: readonly MemoryCell[]): string {
  return table(HEAD, cells.map(rowOf), WIDTHS);
}

function rowOf(cell: MemoryCell): string[] {
  const inMegabytes = (bytes: number) => (bytes / MEGABYTE).toFixed(0);
  const { weights, residentBefore, residentPeak, livePeak, liveBeyond } = cell;
  const added = residentPeak - residentBefore;
  return [
    String(cell.depth),
    WAYS[cell.way].words,
    ...[weights, residentBefore, residentPeak, added, livePeak, liveBeyond].map(inMegabytes),
    cell.milliseconds.toFixed(0),
  ];
}
