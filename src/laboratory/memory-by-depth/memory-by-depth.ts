import type { LabelledImages } from '../../data/labelled-images';
import { openJsonLines } from '../../engine/json-lines';
import { checkSize } from '../../experiment/check-size';
import type { Experiment } from '../../experiment/experiment';
import { layersFor } from '../../experiment/images';
import { stopIfInterrupted } from '../../experiment/interrupted';
import { keepExhibits } from '../../experiment/keep-exhibits';
import { checkBatch } from '../../learning/train';
import type { Architecture } from '../../network/architecture';
import { alone } from './alone';
import { type MemoryCell, memoryCell, type Part } from './cell';
import { writeCellTable } from './cell-table';
import { memoryFigure } from './memory-figure';
import { WAY_NAMES, WAYS } from './ways';

/** Which networks are trained: all of these depths, in each way. */
export interface MemoryOptions {
  /** Numbers of hidden layers. */
  readonly depths: readonly number[];
  readonly units: number;
  readonly batch: number;
}

/** What training took at each depth in each way, and the path of the table that holds it. */
export interface MemoryByDepth {
  readonly cells: readonly MemoryCell[];
  readonly table: string;
}

/**
 * Measures what a few batches of training take in memory and time at each depth in each way, one
 * fresh process after the other. Finished cells are in the run's folder at once
 * (`memory-by-depth.jsonl`), so that a run which was stopped goes on; at its end there are a table
 * (`.parquet`) and a figure of that name. `images` are those that the run learns from.
 * Throws Interrupted; InputError where a batch is more than the images, or a network too large.
 */
export async function memoryByDepth(
  experiment: Experiment<MemoryOptions>,
  images: LabelledImages,
): Promise<MemoryByDepth> {
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
  writeCellTable(cells, table);
  await keepExhibits(experiment, [await memoryFigure(cells, images.name)]);
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
  const depths = [...new Set(options.depths)];
  return depths.flatMap((depth) => WAY_NAMES.map((way) => ({ way, depth, ...common })));
}

/** What all ways train: so many hidden layers of the same units. */
function deep(images: LabelledImages, depth: number, units: number): Architecture {
  const layers = layersFor(images, new Array<number>(depth).fill(units));
  return WAYS[WAY_NAMES[0]].system.architecture(layers);
}
