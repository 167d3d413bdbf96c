import { z } from 'zod';
import { memoryCell, WAYS } from '../../experiments/memory-by-depth/cell';
import { commandOf } from '../../runs/command-of';
import { inlineCode, markdownTable } from './markdown';
import { type ResultRecord, resultsAs } from './records';

const memoryResults = z.object({ cells: z.array(memoryCell).min(1) });

const HEAD = [
  'hidden layers',
  'way',
  'live tensors beyond weights, velocities and gradients, MB',
  'resident, added by training, MB',
  'resident at most, MB',
  'ms per batch',
];

/** The memory that training took by depth, as Markdown; undefined for another kind of run. */
export function memorySection(record: ResultRecord): string | undefined {
  const cells = resultsAs(memoryResults, 'cells', record)?.cells;
  const [first] = cells ?? [];
  if (!cells || !first) return undefined;
  const megabytes = (bytes: number) => (bytes / 1e6).toFixed(0);
  const rows = cells.map(
    ({ way, depth, liveBeyond, residentBefore, residentPeak, milliseconds }) => [
      String(depth),
      WAYS[way].words,
      ...[liveBeyond, residentPeak - residentBefore, residentPeak].map(megabytes),
      milliseconds.toFixed(0),
    ],
  );
  return [
    `Hidden layers of ${first.units} units, batches of ${first.batch} images, each in a process of its own.`,
    markdownTable(HEAD, rows),
    inlineCode(commandOf(record)),
  ].join('\n\n');
}
