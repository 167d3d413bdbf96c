import type * as tf from '@tensorflow/tfjs-core';
import { z } from 'zod';
import type { LabelledImages } from '../../data/labelled-images';
import type { Experiment } from '../../experiment/experiment';
import { findCheckpoint, loadToJudge } from '../../experiment/network-source';
import { systemNamed } from '../../experiment/systems';
import { systemOfFile } from '../../learning/checkpoint';
import { disposeNetwork } from '../../network/parameters';
import { unitsRead } from '../../network/sizes';
import { passMultiplyAdds } from '../../perception/multiply-adds';
import { type Recognition, winners } from '../../perception/recognise';
import type { StudyOptions } from '../subject';

/** Feed-forward networks that come with the program: 500 + 500 units, three seeds each. */
const SHIPPED = ['backpropagation', 'label-in-image'].flatMap((system) =>
  ['', '-seed-1', '-seed-2'].map((seed) => `${system}-500-500${seed}`),
);

/** Which feed-forward networks a study sets beside the recurrent ones of the same seeds. */
export const besideOption = z
  .array(z.string().min(1))
  .max(1000)
  .default(SHIPPED)
  .describe('feed-forward networks, to be set beside the recurrent ones of the same seeds')
  .meta({ value: 'paths' });

/** A feed-forward network, ready to be asked. */
export interface FeedforwardSubject {
  readonly system: string;
  readonly recogniser: (pixels: tf.Tensor2D) => Recognition;
  /** Its answers: by the goodness of each label where it tries labels, else by its readout. */
  readonly answers: (recognition: Recognition) => Uint8Array;
  /** Multiply-adds of the matrix products that one image takes. */
  readonly multiplyAdds: number;
}

/**
 * Hands `ask` each of the named networks that was trained under this seed, in turn, and frees it.
 * Throws InputError as `loadToJudge`.
 */
export async function eachFeedforward(
  seed: number,
  images: LabelledImages,
  experiment: Experiment<StudyOptions & { readonly beside: readonly string[] }>,
  ask: (subject: FeedforwardSubject) => Promise<void>,
): Promise<void> {
  for (const name of experiment.options.beside) {
    const checkpoint = findCheckpoint(name);
    const system = systemNamed(await systemOfFile(checkpoint));
    const { network, settings } = await loadToJudge(system, checkpoint, images, experiment);
    try {
      if (settings.seed !== seed) continue;
      const triesLabels = system.answers.goodness !== undefined;
      const pass = passMultiplyAdds(network.sizes);
      await ask({
        system: system.name,
        recogniser: (pixels) => system.recognise(network, pixels, settings),
        answers: ({ scores, logits, classes }) =>
          winners((triesLabels && scores[0]) || logits, classes),
        multiplyAdds: triesLabels
          ? images.classes * pass
          : pass + unitsRead(network.sizes) * images.classes,
      });
    } finally {
      disposeNetwork(network);
    }
  }
}
