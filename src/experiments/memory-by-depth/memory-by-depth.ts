import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { checkBatch } from '../../images/batches';
import type { LabelledImages } from '../../images/labelled-images';
import { distinctList } from '../../input/distinct-list';
import { EnvironmentError } from '../../input/errors';
import { loaderOf } from '../../machine/package-folder';
import { writeParquet } from '../../machine/parquet';
import { openJsonLines } from '../../machine/read-json';
import type { Architecture } from '../../network/architecture';
import { layersFor } from '../../runs/images';
import { type Experiment, Interrupted, stopIfInterrupted } from '../../runs/scenario';
import { keepFigures } from '../../trained/keep-figures';
import { checkSize } from '../../training/plan';
import { type MemoryCell, memoryCell, type Part, WAY_NAMES, WAYS } from './cell';
import { memoryFigure } from './figures';

/** Numbers of hidden layers, as the person gives them. */
export const depthsOption = distinctList(z.int().min(1).max(1000))
  .default([2, 4, 8, 16, 32])
  .describe('numbers of hidden layers');

/** Which networks are trained: all of these depths, in each way. */
export interface MemoryOptions {
  /** Numbers of hidden layers, each once. */
  readonly depths: readonly number[];
  readonly units: number;
  readonly batch: number;
}

/**
 * Measures what a few batches of training take in memory and time at each depth in each way, one
 * fresh process after the other. Finished cells are in the run's folder at once
 * (`memory-by-depth.jsonl`), so that a run which was stopped goes on; at its end there are a table
 * (`.parquet`) and a figure of that name. `images` are those that the run learns from.
 * Throws Interrupted; EnvironmentError where the table cannot be written; InputError where a batch is more than the images, or a network too large.
 */
export async function memoryByDepth(
  experiment: Experiment<MemoryOptions>,
  images: LabelledImages,
): Promise<{ readonly cells: readonly MemoryCell[]; readonly table: string }> {
  const { run, options, progress, signal } = experiment;
  checkBatch(images, options);
  const { depths, units, batch } = options;
  for (const depth of depths) checkSize(deep(images, depth, units), { batch, steps: 1 });
  const lines = openJsonLines(run.file('memory-by-depth.jsonl'), {
    what: 'what training took in memory',
    schema: memoryCell,
  });
  const measured = lines.lines;
  const parts = partsOf(experiment);
  const done = (part: Part) =>
    measured().some(({ way, depth }) => way === part.way && depth === part.depth);
  const bar = progress('measuring', parts.length, measured().length);
  try {
    for (const part of parts) {
      stopIfInterrupted(signal);
      if (done(part)) continue;
      lines.append(await alone(part, signal));
      bar.advance(1, `${part.way}, ${part.depth} hidden layers`);
    }
  } finally {
    bar.done();
  }
  const cells = measured();
  const table = run.file('memory-by-depth.parquet');
  writeParquet(table, COLUMNS, cells);
  await keepFigures(experiment, [await memoryFigure(cells, images.name)]);
  return { cells, table };
}

/** All that is to be measured, on the data that the run found. */
function partsOf({ run, options, seed, engine }: Experiment<MemoryOptions>): Part[] {
  const { data, dataSet } = run.record();
  const { units, batch } = options;
  const common = {
    ...{ units, batch, seed, engine: engine.name, dataSet: data?.set ?? dataSet },
    ...(data?.source === 'folder' && { data: data.path }),
    ...{ classes: data?.classes, firstLabel: data?.firstLabel },
  };
  return options.depths.flatMap((depth) => WAY_NAMES.map((way) => ({ way, depth, ...common })));
}

/** What all ways train: so many hidden layers of the same units. */
function deep(images: LabelledImages, depth: number, units: number): Architecture {
  const layers = layersFor(images, new Array<number>(depth).fill(units));
  return WAYS[WAY_NAMES[0]].system.architecture(layers);
}

const execute = promisify(execFile);

/**
 * Measures one part in a process of its own, so that its peak memory is its own: from the sources
 * where this runs from them, else from built code. Throws Interrupted, when the process is gone,
 * where the signal aborts, and EnvironmentError where it fails.
 */
async function alone(part: Part, signal: AbortSignal): Promise<MemoryCell> {
  const child = path.join(__dirname, `child${path.extname(__filename)}`);
  const args = ['--expose-gc', ...loaderOf(child), child, JSON.stringify(part)];
  try {
    const { stdout } = await execute(process.execPath, args, { signal });
    return memoryCell.parse(JSON.parse(stdout));
  } catch (error) {
    if (signal.aborted) throw new Interrupted();
    const { stderr, message } = error as Error & { readonly stderr?: string };
    const { way, depth } = part;
    throw new EnvironmentError(
      `measuring ${way} with ${depth} hidden layers failed: ${stderr?.trim() || message}`,
    );
  }
}

/** Of the table: a row a cell, memory in bytes. */
const COLUMNS = {
  way: 'STRING',
  depth: 'INT32',
  units: 'INT32',
  batch: 'INT32',
  weights: 'INT64',
  residentBefore: 'INT64',
  residentPeak: 'INT64',
  livePeak: 'INT64',
  liveBeyond: 'INT64',
  milliseconds: 'DOUBLE',
} as const;
