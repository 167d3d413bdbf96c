import { loadDataSet } from '../../data/load';
import { startEngine } from '../../engine/backend';
import { plainly } from '../../engine/compiled';
import * as tf from '../../engine/ops';
import { randomStream } from '../../engine/random';
import { batchOrder, gather } from '../../images/batches';
import { imageSize, type LabelledImages } from '../../images/labelled-images';
import { trainValidation } from '../../images/split';
import { learnBatch } from '../../learning/learn-batch';
import { disposeLearner, newLearner } from '../../learning/learner';
import { commonDefaults } from '../../learning/settings';
import type { LabelledBatch } from '../../learning/system';
import { peakResidentHere } from '../../machine/processes';
import { parametersOf } from '../../network/network';
import { layersFor } from '../../runs/images';
import { median } from '../../statistics/mean';
import { type MemoryCell, type Part, WAYS } from './cell';

/** Batches that are learnt. The first is not timed: graphs are written down in it. */
const BATCHES = 6;

/**
 * Trains a few batches in a process that has done nothing else, and tells what it took. Resident
 * memory is read first; live tensors are counted after that, because counting them takes more.
 */
export async function measure(part: Part): Promise<MemoryCell> {
  const { way, depth, units, batch, seed } = part;
  await startEngine(part.engine);
  const { training } = await loadDataSet(part.dataSet, part);
  const images = trainValidation(training).training;
  const { system } = WAYS[way];
  const hidden = new Array<number>(depth).fill(units);
  const settings = { ...commonDefaults(hidden), seed, batch };
  const architecture = system.architecture(layersFor(images, hidden));
  const reads = [architecture.hidden.at(-1)?.name as string];
  let learner = newLearner({ ...architecture, reads }, seed);
  const sizes = parametersOf(learner.network).map(({ tensor }) => 4 * tensor.size);
  const weights = sizes.reduce((sum, size) => sum + size, 0);

  globalThis.gc?.(); // what was needed to come this far is no part of training
  const residentBefore = process.memoryUsage.rss();
  const random = (name: string) => randomStream(seed, name);
  const times = batches(images, batch, seed).map((chosen) => {
    const start = performance.now();
    const seen = tensorsOf(images, chosen);
    const learnt = learnBatch(system.gradient, learner, seen, settings, random, 1);
    disposeLearner(learner);
    tf.dispose([seen.pixels, seen.labels]);
    learner = { ...learner, ...learnt };
    return performance.now() - start;
  });
  // On Linux the kernel's own word: there `resourceUsage` begins with the peak of the parent process.
  const residentPeak = peakResidentHere() ?? 1024 * process.resourceUsage().maxRSS;

  const seen = tensorsOf(images, batches(images, batch, seed)[0] as Uint32Array);
  const there = tf.memory().numBytes + weights; // the gradients are as large as the weights
  const compute = () => system.gradient(learner, seen, settings, random);
  const learn = () => learnBatch(system.gradient, learner, seen, settings, random, 1);
  const liveBeyond = (await peakLiveBytes(compute)) - there;
  const livePeak = await peakLiveBytes(learn);
  const resident = { residentBefore, residentPeak };
  const milliseconds = median(times.slice(1)) as number;
  return { way, depth, units, batch, weights, ...resident, livePeak, liveBeyond, milliseconds };
}

/** The images of each batch; where they are few, they come again. */
function batches({ count }: LabelledImages, batch: number, seed: number): Uint32Array[] {
  const order = batchOrder(count, batch, seed, 1);
  return Array.from({ length: BATCHES }, (_, at) => order[at % order.length] as Uint32Array);
}

function tensorsOf(images: LabelledImages, chosen: Uint32Array): LabelledBatch {
  const { pixels, labels } = gather(images, chosen);
  return {
    pixels: tf.tensor2d(pixels, [chosen.length, imageSize(images)]),
    labels: tf.tensor1d(labels, 'int32'),
  };
}

/**
 * The most bytes that live tensors hold at a time while `work` runs, those from before included.
 * Compiled functions are called operation by operation, because what lives within a graph is not
 * seen. What `work` returns is freed.
 */
export async function peakLiveBytes(work: () => object): Promise<number> {
  const { peakBytes } = await plainly(() =>
    tf.profile(() => {
      tf.dispose(work() as tf.TensorContainer);
      return [];
    }),
  );
  return peakBytes;
}
