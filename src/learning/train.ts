import {
  defer,
  finalize,
  from,
  lastValueFrom,
  type Observable,
  reduce,
  takeWhile,
  tap,
} from 'rxjs';
import * as tf from '../engine/ops';
import { pause } from '../engine/pause';
import { batchOrder } from '../images/batches';
import type { LabelledImages } from '../images/labelled-images';
import { type Evaluation, joinEvaluations } from '../perception/evaluate';
import { trainedNetwork } from './average';
import { checkTally, checkWeights, judgingError } from './divergence';
import { copyLearner, disposeLearner, type Learner } from './learner';
import { learnNextBatch } from './next-batch';
import type { CommonSettings } from './settings';
import { evaluateSystem, type System } from './system';
import { emptyTally, meansOf, type Tally, type TrainingMeans } from './tally';

/** What happens while a network learns. Epochs and batches are counted from 1. */
export type TrainingEvent =
  /** A batch was learnt; `tally` is what it showed before it was. */
  | { kind: 'batch'; epoch: number; batch: number; batches: number; tally: Tally }
  /** An epoch is over. `tensors` counts those alive: it must not grow from epoch to epoch. */
  | { kind: 'epoch'; epoch: number; means: TrainingMeans; tensors: number }
  /** How the network does on held-out images after an epoch. */
  | { kind: 'validation'; epoch: number; evaluation: Evaluation }
  /** A moment worth saving. The learner is lent: it lives until the next event. */
  | { kind: 'checkpoint'; reason: 'epoch' | 'interval' | 'interrupted'; learner: Learner }
  /** The last epoch is over. The learner is handed over: whoever receives it disposes of it. */
  | { kind: 'finished'; learner: Learner };

/** How training is followed and stopped; none of it changes what is learnt. */
export interface TrainingControl {
  /** Held-out images to evaluate after every epoch. */
  readonly validation?: LabelledImages;
  /** Milliseconds between the checkpoints within an epoch. */
  readonly saveEvery?: number;
  /** Stops after the batch under way, learnt or evaluated, with a checkpoint but not `finished`. */
  readonly signal?: AbortSignal;
}

/**
 * Learning as a cold stream of events, from where `start` stands to the last epoch. The caller
 * keeps `start`. Unsubscribing stops after the batch under way, learnt or evaluated, and frees everything.
 *
 * Between batches other work gets its turn. Every random draw is addressed by seed, epoch and
 * batch, so a learner that was saved anywhere goes on as if it had never stopped.
 * Throws DivergenceError, and InputError where there are fewer images than a batch, or it has fewer than its diet takes.
 */
export function train<S extends CommonSettings>(
  system: System<S>,
  start: Learner,
  images: LabelledImages,
  settings: S,
  control: TrainingControl = {},
): Observable<TrainingEvent> {
  return defer(() => {
    const left = new AbortController();
    const signal = AbortSignal.any([left.signal, ...(control.signal ? [control.signal] : [])]);
    let taken = false; // the learner at the end, by somebody who still listens
    const events = learntBatches(
      { system, start, images, settings, control: { ...control, signal } },
      () => taken,
    );
    return from(events).pipe(
      tap(({ kind }) => {
        if (kind === 'finished') taken = true;
      }),
      finalize(() => left.abort()),
    );
  });
}

/** What is learnt, from where, and how that is followed. */
interface Learning<S extends CommonSettings> {
  readonly system: System<S>;
  readonly start: Learner;
  readonly images: LabelledImages;
  readonly settings: S;
  readonly control: TrainingControl;
}

/** The events; `isTaken` says at the end whether somebody took the learner that is handed over. */
async function* learntBatches<S extends CommonSettings>(
  { system, start, images, settings, control }: Learning<S>,
  isTaken: () => boolean,
): AsyncGenerator<TrainingEvent> {
  const { validation, saveEvery = Number.POSITIVE_INFINITY, signal } = control;
  let learner = copyLearner(start);
  try {
    let saved = performance.now();
    while (learner.epoch < settings.epochs) {
      const epoch = learner.epoch + 1;
      const order = batchOrder(images.count, settings.batch, settings.seed, epoch);
      while (learner.batch < order.length) {
        const batch = learner.batch + 1;
        const learnt = learnNextBatch(system, learner, images, order, settings);
        disposeLearner(learner);
        learner = learnt.learner;
        checkTally(learnt.tally, epoch, batch);
        yield { kind: 'batch', epoch, batch, batches: order.length, tally: learnt.tally };
        await pause();
        const interrupted = signal?.aborted === true;
        if (interrupted || performance.now() - saved >= saveEvery) {
          checkWeights(learner, epoch, batch);
          yield { kind: 'checkpoint', reason: interrupted ? 'interrupted' : 'interval', learner };
          saved = performance.now();
        }
        if (interrupted) return;
      }
      checkWeights(learner, epoch, order.length);
      yield {
        kind: 'epoch',
        epoch,
        means: meansOf(learner.tally),
        tensors: tf.memory().numTensors,
      };
      if (validation) {
        const evaluation = await evaluated(system, learner, validation, settings, signal);
        if (!evaluation) {
          yield { kind: 'checkpoint', reason: 'interrupted', learner };
          return;
        }
        yield { kind: 'validation', epoch, evaluation };
      }
      learner = nextEpoch(learner);
      yield { kind: 'checkpoint', reason: 'epoch', learner };
      saved = performance.now();
    }
    yield { kind: 'finished', learner };
  } finally {
    if (!isTaken()) disposeLearner(learner);
  }
}

/**
 * How the network does on these images; undefined where the person asked to stop before it is known. Throws
 * DivergenceError.
 */
async function evaluated<S extends CommonSettings>(
  system: System<S>,
  learner: Learner,
  images: LabelledImages,
  settings: S,
  signal: AbortSignal | undefined,
): Promise<Evaluation | undefined> {
  const parts = evaluateSystem(system, trainedNetwork(learner), images, settings).pipe(
    takeWhile(() => signal?.aborted !== true),
    reduce(joinEvaluations),
  );
  try {
    const evaluation = await lastValueFrom(parts, { defaultValue: undefined });
    return signal?.aborted ? undefined : evaluation;
  } catch (error) {
    throw judgingError(error, learner.epoch + 1, learner.batch);
  }
}

function nextEpoch(learner: Learner): Learner {
  const tally = emptyTally(learner.network.architecture.hidden.length);
  return { ...learner, epoch: learner.epoch + 1, batch: 0, tally };
}
