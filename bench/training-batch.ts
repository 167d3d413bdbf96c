import * as tf from '@tensorflow/tfjs-core';
import { randomStream } from '../src/engine/random';
import { batchOrder, gather } from '../src/images/batches';
import type { LabelledImages } from '../src/images/labelled-images';
import { learnBatch } from '../src/learning/learn-batch';
import { disposeLearner, newLearner } from '../src/learning/learner';
import { defaultSettings, type LearningSettings } from '../src/learning/settings';
import { RECURRENT } from '../src/learning/systems/recurrent';
import { sizesOf } from '../src/network/architecture';
import { architectureFrom } from '../src/training/architecture-options';
import { withLimit } from './limit';
import { type Timing, timingOf } from './measure';
import { type OperationCost, operations } from './operations';
import { type Drawn, pushedCounts } from './pushed-counts';
import { learningFlop, perceptionFlop } from './useful-work';

/** Batches after which a network counts as trained here: fewer rows are pushed than at first. */
export const TRAINED = 100;
const SEED = 17;
const WARM_UP = 5;
/** Batches that are timed: as many as fit into some seconds, within these. */
const MEASURED = { least: 15, most: 60, milliseconds: 5000 };

/** Hidden layers as maps, `rows x columns x channels`, each place of which sees a square of `field` places. */
export interface MapsBenched {
  readonly maps: string[];
  readonly field: number;
}

type Layers = MapsBenched | { readonly hidden: readonly number[] };

/** A training batch of a network of these widths, new and after some epochs. */
export interface BatchCost {
  readonly hidden: readonly number[];
  readonly fresh: BatchTiming;
  readonly trained?: BatchTiming & { readonly batches: number };
}

interface BatchTiming extends Timing {
  readonly imagesPerSecond: number;
  /** Share of the (step, hypothesis, image) rows that are pushed, of each layer. */
  readonly pushed: readonly number[];
  readonly usefulGigaFlop: number;
  readonly limitGigaFlopPerSecond: number;
  /** Time over what the useful work takes at the limit. */
  readonly ratio: number;
}

/** Learns batch after batch, and says how long each took. */
export function trainer(
  layers: Layers,
  images: LabelledImages,
  change: Partial<LearningSettings> = {},
) {
  const architecture = architectureFrom(RECURRENT, images, layers);
  const settings = { ...defaultSettings(sizesOf(architecture).hidden), ...change };
  const perEpoch = Math.floor(images.count / settings.batch);
  let learner = newLearner(architecture, SEED);
  let learnt = 0;
  let order: readonly Uint32Array[] = [];
  return {
    settings,
    architecture,
    learner: () => learner,
    /** `seen` is told what the batch is. */
    learn(seen?: (batch: Drawn) => void): number {
      if (learnt % perEpoch === 0)
        order = batchOrder(images.count, settings.batch, SEED, learnt / perEpoch + 1);
      const chosen = gather(images, order[learnt++ % perEpoch] as Uint32Array);
      const pixels = tf.tensor2d(chosen.pixels, [settings.batch, architecture.input.units]);
      const labels = tf.tensor1d(chosen.labels, 'int32');
      const random = (name: string) => randomStream(SEED, name, 1, learnt);
      seen?.({ ...chosen, random });
      const start = performance.now();
      const { tally: _, ...next } = learnBatch(
        RECURRENT.gradient,
        learner,
        { pixels, labels },
        settings,
        random,
        1,
      );
      const time = performance.now() - start;
      disposeLearner(learner);
      learner = { ...learner, ...next };
      tf.dispose([pixels, labels]);
      return time;
    },
    dispose: () => disposeLearner(learner),
  };
}

/** Measures batches at the start, trains until `batches` are learnt, and measures again. */
export function trainingBatch(
  layers: Layers,
  images: LabelledImages,
  batches: number,
  change: Partial<LearningSettings> = {},
): BatchCost {
  const { settings, architecture, learner, learn, dispose } = trainer(layers, images, change);
  const { hidden } = sizesOf(architecture);
  const { batch, steps } = settings;
  const timing = (): BatchTiming => {
    const { result: each, limit } = withLimit(Math.max(...hidden), () => {
      const fit = Math.floor(MEASURED.milliseconds / learn());
      const times = Math.max(MEASURED.least, Math.min(MEASURED.most, fit));
      return timingOf(Array.from({ length: times }, () => learn()));
    });
    const counted = gather(
      images,
      Uint32Array.from({ length: batch }, (_, at) => at),
    );
    const random = (name: string) => randomStream(SEED, name, 'counted');
    const counts = pushedCounts(learner().network, { ...counted, random }, settings);
    const work = { images: batch, hypotheses: 2, steps };
    const flop = perceptionFlop(architecture, work) + learningFlop(architecture, counts, batch);
    return {
      ...each,
      imagesPerSecond: (1000 * batch) / each.median,
      pushed: counts.map((count) => count / (2 * batch * steps)),
      usefulGigaFlop: flop / 1e9,
      limitGigaFlopPerSecond: limit / 1e6,
      ratio: each.median / (flop / limit),
    };
  };

  for (let warm = 0; warm < WARM_UP; warm++) learn();
  const fresh = timing();
  for (let more = WARM_UP + 1 + fresh.times; more < batches; more++) learn();
  const trained = batches > 0 ? timing() : undefined;
  dispose();
  return { hidden, fresh, ...(trained && { trained: { ...trained, batches } }) };
}

/** Where a batch's time goes after some twenty batches, operation by operation. */
export function batchOperations(layers: Layers, images: LabelledImages): OperationCost[] {
  const { learn, dispose } = trainer(layers, images);
  for (let warm = 0; warm < 20; warm++) learn();
  const costs = operations(learn, 10);
  dispose();
  return costs;
}
