import type { Exhibit } from '../../exhibits/exhibit';
import { linePanels } from '../../exhibits/line-panels';
import type { MemoryCell } from './cell';
import { MEGABYTE } from './memory-table';
import { WAY_NAMES, WAYS } from './ways';

/** What is drawn side by side, and how it is read from a cell, in bytes. */
const CHARTS: Record<string, (cell: MemoryCell) => number> = {
  'live tensors beyond weights, velocities and gradients': ({ liveBeyond }) => liveBeyond,
  'resident memory of the process, added by training': (cell) =>
    cell.residentPeak - cell.residentBefore,
};

/** Memory by depth, drawn: a chart for each way of counting, a line for each way of training. */
export function memoryFigure(cells: readonly MemoryCell[], images: string): Promise<Exhibit> {
  const depths = [...new Set(cells.map(({ depth }) => depth))];
  const { units, batch } = cells[0] as MemoryCell;
  return linePanels({
    name: 'memory-by-depth',
    title: 'What training takes in memory, by depth',
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
    'Left: the most that tensors hold at a time while a batch is watched, operation by operation.',
    'Right: as it trains, operations running as graphs; the allocator keeps some of what was freed, and weights, velocities and gradients are in it.',
    `Backpropagation is tfjs’s own; any that computes nothing twice keeps at least one activity a layer, ${Number(least.toPrecision(2))} MB.`,
  ].join(' ');
}
