import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import { randomStream } from '../../engine/random';
import type { LabelledImages } from '../../images/labelled-images';
import { InputError } from '../../input/errors';
import { withoutTopDown } from '../../network/variants';
import { dynamicsOf } from '../../perception/perception-settings';
import { accumulate, recognise, winners } from '../../perception/recognise';
import { type Experiment, stopIfInterrupted } from '../../runs/scenario';
import type { OptionsOf } from '../study';
import type { StudySubject } from '../subject';
import { recogniseImages } from '../watching/recognise-images';
import { type Held, stillVideo, videoStates } from '../watching/watch-video';
import {
  type DecoderSettings,
  decoded,
  decodersOf,
  type LinearDecoder,
  type States,
} from './decoding';
import { representationRows } from './representation-rows';
import { ANSWER, EQUALLY, NO_LABEL, type RepresentationRow, SILENCED, TRUTH, WRONG } from './rows';

/** How representation is measured. */
export const REPRESENTATION_OPTIONS = {
  steps: z.int().min(2).max(64).default(8).describe('steps for which each image is watched'),
  ridge: z
    .number()
    .positive()
    .default(1)
    .describe('ridge of the decoders, as a fraction of the mean eigenvalue'),
  parts: z
    .int()
    .min(1)
    .default(10)
    .describe(
      'number of parts into which the images are divided to measure dimension, of at least ten images each',
    ),
};

/** Images that there must be, so that a decoder learns from ten. */
const FEWEST = 20;

/** Throws InputError for fewer images than decoders can learn from and be asked about. */
export function checkCount({ count }: LabelledImages): void {
  if (count < FEWEST)
    throw new InputError(
      `decoders cannot learn from one half of ${count} images and be asked about the other: take ${FEWEST} images or more`,
    );
}

/**
 * Watches images with different things held at the top, and measures the states step by step. Throws
 * Interrupted.
 */
export async function measureRepresentation(
  { network, settings }: StudySubject,
  images: LabelledImages,
  experiment: Experiment<OptionsOf<typeof REPRESENTATION_OPTIONS>>,
): Promise<RepresentationRow[]> {
  const { labels, count, classes } = images;
  const { steps, ridge } = experiment.options;
  const parts = Math.max(1, Math.min(experiment.options.parts, Math.floor(count / 10)));
  const dynamics = dynamicsOf(settings);
  const decoding: DecoderSettings = { labels, classes, train: Math.floor(count / 2), ridge };
  const video = stillVideo(images, steps);
  const recognition = await recogniseImages(
    experiment,
    (pixels) => recognise(network, pixels, settings.window.last, dynamics),
    images,
  );
  const answers = winners(accumulate(recognition, settings.window), classes);
  const wrong = labels.map((label, image) => {
    const further = randomStream(experiment.seed, 'wrong label', image).integer(1, classes - 1);
    return (label + further) % classes;
  });
  const silenced = withoutTopDown(network);
  const rows: RepresentationRow[] = [];
  const bar = experiment.progress('watching under', 6);
  /** The states under what is held, and the labels that are. */
  const watched = async (top: Held, watcher = network): Promise<States> => {
    stopIfInterrupted(experiment.signal);
    const states = videoStates(watcher, { ...video, held: () => top }, { dynamics });
    bar.advance(1);
    await setImmediate();
    return states;
  };
  try {
    const without = await watched('uniform', silenced);
    rows.push(...decodedRows(SILENCED, 'own', without, decodersOf(without, decoding), decoding));
    const equally = await watched('uniform');
    const neutral = decodersOf(equally, decoding);
    const about = { without, decoding, parts };
    rows.push(...decodedRows(EQUALLY, 'own', equally, neutral, decoding));
    rows.push(...representationRows(EQUALLY, equally, about));
    for (const [held, top] of [
      [NO_LABEL, 'silent'],
      [ANSWER, answers],
      [TRUTH, labels],
    ] as const) {
      const states = await watched(top);
      rows.push(...decodedRows(held, 'own', states, decodersOf(states, decoding), decoding));
      rows.push(...decodedRows(held, 'equally', states, neutral, decoding));
      if (held !== TRUTH) rows.push(...representationRows(held, states, about));
    }
    const misled = await watched(wrong);
    rows.push(...decodedRows(WRONG, 'equally', misled, neutral, decoding, wrong));
  } finally {
    bar.done();
  }
  return rows;
}

/** What decoders say of the images that they have not learnt from. */
function decodedRows(
  held: string,
  by: 'own' | 'equally',
  states: States,
  decoders: readonly (readonly LinearDecoder[])[],
  decoding: DecoderSettings,
  heldLabels?: ArrayLike<number>,
): RepresentationRow[] {
  return decoded(states, decoders, decoding).flatMap((ofLayer, layer) =>
    ofLayer.map((letters, after) => {
      const image = decoding.train + after;
      const label = decoding.labels[image] as number;
      const heldLabel = heldLabels?.[image] ?? null;
      return { kind: 'decoded', held, by, layer: layer + 1, image, label, heldLabel, letters };
    }),
  );
}
