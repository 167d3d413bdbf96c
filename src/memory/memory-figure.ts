import { type Exhibit, exhibit } from '../exhibits/exhibit';
import { COLOURS } from '../figures/colours';
import type { MemoryCell } from './cell';
import { MEGABYTE } from './memory-table';
import { WAY_NAMES, WAYS, type WayName } from './ways';

const COLOUR: Record<WayName, string> = {
  'all-at-once': COLOURS.blue,
  backpropagation: COLOURS.vermilion,
  'layer-by-layer': COLOURS.green,
};

/** What is drawn side by side, and how it is read from a cell, in bytes. */
const PANELS: Record<string, (cell: MemoryCell) => number> = {
  'live tensors beyond weights, velocities and gradients': ({ liveBeyond }) => liveBeyond,
  'resident memory of the process, added by training': (cell) =>
    cell.residentPeak - cell.residentBefore,
};

interface Dot {
  readonly way: WayName;
  readonly depth: number;
  readonly panel: string;
  readonly megabytes: number;
}

/** Memory by depth, drawn: a panel for each way of counting, a line for each way of training. */
export function memoryFigure(cells: readonly MemoryCell[], images: string): Promise<Exhibit> {
  const dots = Object.entries(PANELS).flatMap(([panel, bytes]) =>
    cells.map((cell): Dot => {
      const { way, depth } = cell;
      return { way, depth, panel, megabytes: bytes(cell) / MEGABYTE };
    }),
  );
  const depths = [...new Set(cells.map(({ depth }) => depth))];
  const { units, batch } = cells[0] as MemoryCell;
  return exhibit('memory-by-depth', (plot) => ({
    title: 'What training takes in memory, by depth',
    caption: captionOf(images, depths, units, batch),
    options: {
      width: 980,
      height: 400,
      marginTop: 50,
      marginLeft: 60,
      marginRight: 150,
      marginBottom: 45,
      fx: { label: null, domain: Object.keys(PANELS), padding: 0.35 },
      x: {
        label: `hidden layers of ${units} units`,
        labelAnchor: 'center',
        ticks: depths,
        tickFormat: 'd',
      },
      y: { label: 'memory, MB', grid: true, zero: true },
      color: { domain: WAY_NAMES, range: WAY_NAMES.map((way) => COLOUR[way]) },
      marks: [
        plot.ruleY([0]),
        plot.line(dots, { x: 'depth', y: 'megabytes', fx: 'panel', stroke: 'way', strokeWidth: 2 }),
        plot.dot(dots, { x: 'depth', y: 'megabytes', fx: 'panel', fill: 'way', r: 3 }),
        plot.text(
          dots,
          plot.selectLast({
            x: 'depth',
            y: 'megabytes',
            z: 'way',
            fx: 'panel',
            fill: 'way',
            text: ({ way }: Dot) => WAYS[way].words.replace(', ', ',\n'),
            textAnchor: 'start',
            dx: 8,
          }),
        ),
      ],
    },
  }));
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
