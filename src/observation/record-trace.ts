import { setImmediate } from 'node:timers/promises';
import { defer, from, type Observable } from 'rxjs';
import * as tf from '../engine/ops';
import { tidy } from '../engine/tidy';
import { gather } from '../images/batches';
import { imageSize, type LabelledImages } from '../images/labelled-images';
import { InputError } from '../input/errors';
import { sizesOf } from '../network/architecture';
import type { Network } from '../network/network';
import { everyLabel, type Frame, frameFor } from '../perception/frame';
import { PAPER_DYNAMICS } from '../perception/step';
import { answersOf, heldLabels } from './held-labels';
import { statesAtPace } from './states-at-pace';
import { type TraceSettings, traceAbout } from './trace-about';
import type { TraceSelection } from './trace-selection';
import { traceStore, zarrita } from './trace-store';
import { traceWriter } from './trace-writer';

/** How far a trace has come. */
export interface TraceProgress {
  /** Images recorded to their last step. */
  readonly images: number;
  /** Images that the network has answered, while its answers are found: before anything is recorded. */
  readonly answered?: number;
  /** Images to record. */
  readonly of: number;
  /** The step that was last recorded of the images under way. */
  readonly step: number;
}

/**
 * Watches the selected images under the selected labels and writes what the selection names into
 * a new folder, step by step: a cold stream with one value a step. Where the answer is among the labels,
 * the images are recognised first, with one value a batch. No more than one step of one batch is in memory.
 * Unsubscribing stops at the next value; a trace that was begun then says that it is not complete, as it
 * does after an error or a crash.
 *
 * The same arithmetic as everywhere (`settle`); nothing of the network is changed.
 * Errors: InputError if the folder exists or the images do not fit the network, EnvironmentError
 * if the folder cannot be written or the disk is full.
 */
export function recordTrace(
  network: Network,
  images: LabelledImages,
  selection: TraceSelection,
  folder: string,
  settings: TraceSettings,
): Observable<TraceProgress> {
  return defer(() => from(recording(network, images, selection, folder, settings)));
}

async function* recording(
  network: Network,
  images: LabelledImages,
  selection: TraceSelection,
  folder: string,
  settings: TraceSettings,
): AsyncGenerator<TraceProgress> {
  checkFit(network, images);
  const { dynamics = PAPER_DYNAMICS } = settings;
  const labels = selection.images.map((image) => images.labels[image] as number);
  const of = selection.images.length;
  const answers: number[] = [];
  for await (const batch of answersOf(network, images, selection, { ...settings, dynamics })) {
    answers.push(...batch);
    yield { images: 0, answered: answers.length, of, step: 0 };
  }
  const held = heldLabels(images, selection, answers);
  const declaration = { selection, labels, held, about: traceAbout(network, images, settings) };
  const newStore = (root: Uint8Array) => traceStore(folder, root);
  const trace = await traceWriter(declaration, newStore, zarrita());
  const steps = Math.max(...selection.steps);
  for (let first = 0; first < of; first += trace.images) {
    const batch = selection.images.slice(first, first + trace.images);
    const count = selection.hypotheses.length;
    const labelled = held?.subarray(first * count, (first + batch.length) * count);
    const shown = batchFrame(network, images, batch, selection.hypotheses, labelled);
    try {
      for (const state of statesAtPace(network, shown, steps, dynamics)) {
        await trace.write(first, state);
        yield { images: state.step < steps ? first : first + batch.length, of, step: state.step };
        await setImmediate();
      }
    } finally {
      tf.dispose([shown.pixels, shown.label]);
    }
  }
  await trace.finish();
}

/**
 * The chosen images under the chosen labels: pixels [1, B, n_0], label [K, 1, classes]; or under those that are
 * held for each image, [B × K]: label [K, B, classes], all zero where none is.
 */
function batchFrame(
  network: Network,
  images: LabelledImages,
  chosen: readonly number[],
  hypotheses: readonly number[],
  held: Int32Array | undefined,
): Frame {
  return tidy(() => {
    const { pixels } = gather(images, Uint32Array.from(chosen));
    const labels = held
      ? labelsHeld(held, hypotheses.length, images.classes)
      : tf.gather(everyLabel(images.classes), tf.tensor1d([...hypotheses], 'int32'));
    return frameFor(network, tf.tensor2d(pixels, [chosen.length, imageSize(images)]), labels);
  });
}

/** Labels held for each image, [B × K], as rows of one 1, or of none: [K, B, classes]. */
function labelsHeld(held: Int32Array, hypotheses: number, classes: number): tf.Tensor3D {
  const images = held.length / hypotheses;
  const rows = new Float32Array(held.length * classes);
  for (const [at, label] of held.entries()) {
    const [image, hypothesis] = [Math.floor(at / hypotheses), at % hypotheses];
    if (label >= 0) rows[(hypothesis * images + image) * classes + label] = 1;
  }
  return tf.tensor3d(rows, [hypotheses, images, classes]);
}

function checkFit({ architecture }: Network, images: LabelledImages): void {
  const { name, rows, columns, channels, classes } = images;
  const sizes = sizesOf(architecture);
  if (imageSize(images) === sizes.pixels && classes === sizes.classes) return;
  const shape = [rows, columns, ...(channels === 1 ? [] : [channels])].join('×');
  throw new InputError(
    `${name} has ${shape} pixels and ${classes} classes, ` +
      `the network ${sizes.pixels} pixels and ${sizes.classes} classes`,
  );
}
