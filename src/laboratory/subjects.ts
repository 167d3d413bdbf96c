import { z } from 'zod';
import type { LabelledImages } from '../data/labelled-images';
import type { Experiment } from '../experiment/experiment';
import { splitOption } from '../experiment/images';
import { findCheckpoint, loadToJudge } from '../experiment/network-source';
import { RECURRENT } from '../learning/recurrent';
import type { StudyOptions, Subject } from './study';

/** Recurrent networks that come with the program: 500 + 500 units, three seeds. */
const SHIPPED = ['recurrent-500-500', 'recurrent-500-500-seed-1', 'recurrent-500-500-seed-2'];

/** What every study can be told: which networks, and which images. */
export function studyOptions(images: number) {
  return {
    network: z
      .array(z.string().min(1))
      .min(1)
      .default(SHIPPED)
      .describe('trained recurrent networks: run folders, checkpoints, or names in models/')
      .meta({ value: 'paths' }),
    images: z
      .int()
      .min(1)
      .default(images)
      .describe('so many of the held-out images, the first ones'),
    split: splitOption.default('test'),
  };
}

/**
 * The recurrent network that a person names. The caller disposes of its tensors.
 * Throws InputError where there is none, it takes other images, or has learnt from these.
 */
export async function subjectOf(
  name: string,
  images: LabelledImages,
  experiment: Experiment<StudyOptions>,
): Promise<Subject> {
  const checkpoint = findCheckpoint(name);
  const { network, settings } = await loadToJudge(RECURRENT, checkpoint, images, experiment);
  return { name, seed: settings.seed, network, settings };
}
