import type { Figure } from '../../charts/figure';
import { linePanels } from '../../charts/line-panels';
import { terminalTable } from '../../trained/tables';
import { type MemoryCell, WAY_NAMES, WAYS } from './cell';

/** What is drawn side by side, and how it is read from a cell, in bytes. */
const CHARTS: Record<string, (cell: MemoryCell) => number> = {
  'live tensors beyond weights, velocities and gradients': ({ liveBeyond }) => liveBeyond,
  'resident memory of the process, added by training': (cell) =>
    cell.residentPeak - cell.residentBefore,
};

/** Memory by depth, drawn: a chart for each way of counting, a line for each way of training. */
export function memoryFigure(cells: readonly MemoryCell[], images: string): Promise<Figure> {
  const depths = [...new Set(cells.map(({ depth }) => depth))];
  const { units, batch } = cells[0] as MemoryCell;
  return linePanels({
    name: 'memory-by-depth',
    title: 'Memory that training takes, by depth',
    caption: captionOf(images, depths, units, batch),
    x: { label: `hidden layers of ${units} units`, ticks: depths },
    y: { label: 'memory, MB' },
    charts: Object.entries(CHARTS).map(([title, bytes]) => ({
      title,
      lines: WAY_NAMES.map((way) => ({
        text: WAYS[way].words,
        points: cells
          .filter((cell) => cell.way === way)
          .map((cell) => ({ x: cell.depth, y: bytes(cell) / MEGABYTE })),
      })),
    })),
  });
}

function captionOf(images: string, depths: readonly number[], units: number, batch: number) {
  const least = (4 * batch * units) / MEGABYTE; // float32
  return [
    `Networks of ${depths.join(', ')} hidden layers of ${units} units learn from batches of ${batch} images (${images}), each in a process of its own; MB are millions of bytes.`,
    'Left: the peak memory of tensors while a batch is learnt from, operation by operation.',
    'Right: the memory of the process in an ordinary training, where operations run as graphs; it includes weights, velocities, gradients, and some memory that the allocator keeps after it was freed.',
    `Backpropagation is that of tfjs; any backpropagation without recomputation keeps at least one activity per layer, ${Number(least.toPrecision(2))} MB.`,
  ].join(' ');
}

/** Bytes in a megabyte. */
const MEGABYTE = 1e6;

const HEAD = [
  'hidden layers',
  'way',
  'weights, MB',
  'resident: before, MB',
  'at most, MB',
  'added, MB',
  'live tensors: at most, MB',
  'beyond weights, velocities, gradients, MB',
  'ms per batch',
];

/** What training took, as text: a row for each depth and way. */
export function memoryTable(cells: readonly MemoryCell[]): string {
  return terminalTable(HEAD, cells.map(rowOf), [], 2);
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
