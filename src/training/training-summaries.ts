import * as tf from '../engine/ops';
import { type Batch, inBatches } from '../images/batches';
import { imageSize, type LabelledImages } from '../images/labelled-images';
import { trainedNetwork } from '../learning/average';
import type { Learner } from '../learning/learner';
import type { CommonSettings } from '../learning/settings';
import type { LabelledBatch, System } from '../learning/system';
import type { TrainingEvent } from '../learning/train';
import { sizesOf } from '../network/architecture';
import { type Network, parametersOf } from '../network/network';
import { generativeFields, reachesDown, receptiveFields } from '../observation/fields';
import type { MetricRow } from '../observation/metrics';
import { trainingMetrics } from '../observation/metrics-log';
import { type BytePicture, mosaic } from '../observation/mosaic';
import { openTensorboard } from '../observation/tensorboard';

/** Images whose activity is looked at. */
const SHOWN = 100;
/** Units whose receptive fields are, and how many in a row. */
const UNITS = 64;
const ACROSS = 8;

/** Who looks on. */
export interface TrainingSummaries {
  readonly observe: (event: TrainingEvent) => void;
  readonly close: () => void;
}

/**
 * Writes for TensorBoard how a training goes, epoch by epoch, when the epoch's checkpoint is due:
 * all metrics, the weights, what hidden layers do with the first of `images`, and their fields. An
 * epoch that is broken off leaves nothing, so that a resumed run writes none twice.
 * Throws InputError where another engine than the native one computes, EnvironmentError where the
 * folder cannot be written.
 */
export function trainingSummaries<S extends CommonSettings>(
  folder: string,
  { activity }: Pick<System<S>, 'activity'>,
  settings: S,
  images: LabelledImages,
): TrainingSummaries {
  const board = openTensorboard(folder);
  const rows: MetricRow[] = [];
  const write = (learner: Learner): void => {
    const { epoch } = learner;
    const network = trainedNetwork(learner);
    for (const row of rows.splice(0)) board.scalar(tagOf(row), epoch, row.value ?? Number.NaN);
    for (const { name, tensor } of parametersOf(network))
      board.histogram(`weights/${name.replace('.', '/')}`, epoch, tensor);
    if (activity)
      withBatch(images, (batch) => {
        for (const [at, layer] of activity(network, batch, settings).entries())
          board.histogram(`activity/layer_${at + 1}`, epoch, layer);
      });
    for (const [name, picture] of Object.entries(fieldsOf(network, images)))
      board.image(`fields/${name}`, epoch, picture);
    board.flush();
  };
  return {
    observe(event) {
      rows.push(...trainingMetrics(event));
      if (event.kind === 'checkpoint' && event.reason === 'epoch') write(event.learner);
    },
    close: board.close,
  };
}

/** `validation/step_error_percent/step_3` */
function tagOf({ split, metric, step, layer }: MetricRow): string {
  const parts = [split, metric];
  if (layer !== null) parts.push(`layer_${layer}`);
  if (step !== null) parts.push(`step_${step}`);
  return parts.join('/');
}

/** Does something with the first images, and frees every tensor that came of it. */
function withBatch(images: LabelledImages, work: (batch: LabelledBatch) => void): void {
  const shown = inBatches(images, SHOWN).next().value as Batch;
  tf.tidy(() => {
    const labels = tf.tensor1d(shown.labels, 'int32');
    const pixels = tf.tensor2d(shown.pixels, [labels.size, imageSize(images)]);
    work({ pixels, labels });
  });
}

/** What the lowest units see, and what each label brings down where anything does. */
function fieldsOf(network: Network, images: LabelledImages): Readonly<Record<string, BytePicture>> {
  const { hidden, classes } = sizesOf(network.architecture);
  const units = Math.min(UNITS, hidden[0] as number);
  const picture = (fields: readonly Float32Array[], across: number) =>
    mosaic(fields, images, across);
  const receptive = picture(receptiveFields(network, images, units), ACROSS);
  if (!reachesDown(network)) return { receptive };
  const labels = generativeFields(network, images);
  return { receptive, generative: picture(labels, Math.ceil(classes / 2)) };
}
