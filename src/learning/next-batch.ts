import * as tf from '../engine/ops';
import { randomStream } from '../engine/random';
import { withTensors } from '../engine/tidy';
import { gather } from '../images/batches';
import { imageSize, type LabelledImages } from '../images/labelled-images';
import { drawShifts, shiftImages } from '../images/shift';
import { gatherFed } from '../images/stimuli/diet';
import { averageAfter } from './average';
import { learnBatch } from './learn-batch';
import type { Learner } from './learner';
import type { CommonSettings } from './settings';
import type { System } from './system';
import { addTallies, type Tally } from './tally';

/** The learner after the next batch of its epoch, whose images are in this `order`, and what the batch showed. */
export function learnNextBatch<S extends CommonSettings>(
  { gradient }: System<S>,
  learner: Learner,
  images: LabelledImages,
  order: readonly Uint32Array[],
  settings: S,
): { learner: Learner; tally: Tally } {
  const [epoch, batch] = [learner.epoch + 1, learner.batch + 1];
  const indices = order[batch - 1] as Uint32Array;
  const random = (name: string) => randomStream(settings.seed, name, epoch, batch);
  const chosen = settings.diet
    ? gatherFed(images, indices, settings.diet, random('diet'))
    : gather(images, indices);
  const offsets = drawShifts(indices.length, settings.shift, settings.shiftPer, random('shift'));
  const shifted = shiftImages(chosen.pixels, images, offsets);
  const factor = rateFactor(epoch, settings.epochs);
  const lent = {
    pixels: tf.tensor2d(shifted, [indices.length, imageSize(images)]),
    labels: tf.tensor1d(chosen.labels, 'int32'),
  };
  const { tally, ...learnt } = withTensors(lent, (seen) =>
    learnBatch(gradient, learner, seen, settings, random, factor),
  );
  const averaged = settings.average !== undefined && {
    average: averageAfter(
      { ...learner, network: learnt.network, batch },
      order.length,
      settings.average,
    ),
  };
  const place = { epoch: learner.epoch, batch, tally: addTallies(learner.tally, tally) };
  return { learner: { ...learnt, ...averaged, ...place }, tally };
}

/**
 * The factor on every learning rate in an epoch (1 … epochs): 1 for the first half, then
 * (1 + 2 (epochs − epoch)) / epochs, which falls in a straight line to 1 / epochs.
 * Source: `ffnew.m`.
 */
export function rateFactor(epoch: number, epochs: number): number {
  return epoch <= epochs / 2 ? 1 : (1 + 2 * (epochs - epoch)) / epochs;
}
