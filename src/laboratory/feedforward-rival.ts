import type * as tf from '@tensorflow/tfjs-core';
import { z } from 'zod';
import type { LabelledImages } from '../data/labelled-images';
import type { Experiment } from '../experiment/experiment';
import { findCheckpoint, loadToJudge } from '../experiment/network-source';
import { BACKPROPAGATION } from '../feedforward/backpropagation';
import { disposeNetwork } from '../network/parameters';
import type { StudyOptions } from './subject';

/** Networks trained by backpropagation that come with the program: 500 + 500 units, three seeds. */
const SHIPPED = ['', '-seed-1', '-seed-2'].map((seed) => `backpropagation-500-500${seed}`);

/** Which feed-forward networks a study sets beside the recurrent ones. */
export const rivalOption = {
  rivals: z
    .array(z.string())
    .default(SHIPPED)
    .describe('networks trained by backpropagation, to be set beside those of the same seeds')
    .meta({ value: 'paths' }),
};

/** A feed-forward network, ready to be asked. */
export interface Rival {
  /** Logits [B × classes] for pixels [B, n_0] in 0 … 1. */
  readonly logits: (pixels: tf.Tensor2D) => Float32Array;
  readonly dispose: () => void;
}

/**
 * The network trained by backpropagation, of those that the person names, that has this seed; undefined
 * where none has. Throws InputError as `loadToJudge`.
 */
export async function rivalOfSeed(
  seed: number,
  images: LabelledImages,
  experiment: Experiment<StudyOptions & { readonly rivals: readonly string[] }>,
): Promise<Rival | undefined> {
  for (const name of experiment.options.rivals) {
    const checkpoint = findCheckpoint(name);
    const { network, settings } = await loadToJudge(
      BACKPROPAGATION,
      checkpoint,
      images,
      experiment,
    );
    if (settings.seed === seed)
      return {
        logits: (pixels) => BACKPROPAGATION.recognise(network, pixels, settings).logits,
        dispose: () => disposeNetwork(network),
      };
    disposeNetwork(network);
  }
  return undefined;
}
