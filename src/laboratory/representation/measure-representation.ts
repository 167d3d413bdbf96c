import { setImmediate } from 'node:timers/promises';
import type { LabelledImages } from '../../data/labelled-images';
import { InputError } from '../../engine/errors';
import { randomStream } from '../../engine/random';
import type { Surroundings } from '../../experiment/experiment';
import { stopIfInterrupted } from '../../experiment/interrupted';
import { withoutTopDown } from '../../network/without';
import { accumulate, recognise, winners } from '../../perception/recognise';
import { dynamicsOf } from '../../perception/watching';
import type { StudySubject } from '../subject';
import { recogniseImages } from '../watching/recognise-images';
import { type StillVideo, stillVideos } from '../watching/still-videos';
import { videoStates } from '../watching/video-states';
import type { Held } from '../watching/watch-video';
import { decodersOf, type Lesson, type States } from './decoding';
import {
  ANSWER,
  EQUALLY,
  NO_LABEL,
  type RepresentationRow,
  SILENCED,
  TRUTH,
  WRONG,
} from './representation-rows';
import { decodedRows, stateRows } from './rows-of-states';

/** How representation is measured. */
export interface RepresentationSettings {
  readonly steps: number;
  /** As `linearDecoder` takes it. */
  readonly ridge: number;
  /** Parts of the images whose dimensions are counted, each by itself. */
  readonly parts: number;
  readonly seed: number;
}

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
 * InputError for fewer than 20 images, and Interrupted.
 */
export async function measureRepresentation(
  { network, settings }: StudySubject,
  images: LabelledImages,
  { steps, ridge, parts, seed }: RepresentationSettings,
  surroundings: Pick<Surroundings, 'progress' | 'signal'>,
): Promise<RepresentationRow[]> {
  const { labels, count, classes } = images;
  checkCount(images);
  const dynamics = dynamicsOf(settings);
  const lesson: Lesson = { labels, classes, train: Math.floor(count / 2), ridge };
  const video = stillVideos(images, steps, count).next().value as StillVideo;
  const recognition = await recogniseImages(
    surroundings,
    (pixels) => recognise(network, pixels, settings.window.last, dynamics),
    images,
  );
  const answers = winners(accumulate(recognition, settings.window), classes);
  const wrong = labels.map((label, image) => {
    const further = randomStream(seed, 'wrong label', image).integer(1, classes - 1);
    return (label + further) % classes;
  });
  const silenced = withoutTopDown(network);
  const rows: RepresentationRow[] = [];
  const bar = surroundings.progress('watching under', 6);
  /** The states under what is held, and the labels that are. */
  const watched = async (top: Held, watcher = network): Promise<States> => {
    stopIfInterrupted(surroundings.signal);
    const states = videoStates(watcher, { ...video, held: () => top }, { dynamics });
    bar.advance(1);
    await setImmediate();
    return states;
  };
  try {
    const without = await watched('all', silenced);
    rows.push(...decodedRows(SILENCED, 'own', without, decodersOf(without, lesson), lesson));
    const equally = await watched('all');
    const neutral = decodersOf(equally, lesson);
    const about = { without, lesson, parts };
    rows.push(...decodedRows(EQUALLY, 'own', equally, neutral, lesson));
    rows.push(...stateRows(EQUALLY, equally, about));
    for (const [held, top] of [
      [NO_LABEL, 'none'],
      [ANSWER, answers],
      [TRUTH, labels],
    ] as const) {
      const states = await watched(top);
      rows.push(...decodedRows(held, 'own', states, decodersOf(states, lesson), lesson));
      rows.push(...decodedRows(held, 'equally', states, neutral, lesson));
      if (held !== TRUTH) rows.push(...stateRows(held, states, about));
    }
    const misled = await watched(wrong);
    rows.push(...decodedRows(WRONG, 'equally', misled, neutral, lesson, wrong));
  } finally {
    bar.done();
  }
  return rows;
}
