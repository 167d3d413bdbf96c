import type { Film } from '../../images/stimuli/film';
import { sizesOf } from '../../network/architecture';
import type { Network } from '../../network/network';
import type { Window } from '../../perception/perception-settings';
import { answerLetters, letterAt } from '../measures/answer-letters';
import { itemTable } from '../measures/rows';
import type { Measured } from '../study';
import { framesAtPace } from '../watching/frame-scores';
import { slidingScores, type VideoSettings, videoScores } from '../watching/watch-video';

/** What one reading takes a moving image for, frame by frame. */
export type MovingRow = {
  readonly item: number;
  readonly motion: string;
  readonly reading: string;
  /** The true label at each frame from 0, and the answer: a letter each. */
  readonly truth: string;
  readonly answers: string;
};

/** Readings that start anew at each frame, and the one that runs on at so many steps a frame. */
export const ANEW = 'anew each frame';
export const runningAt = (each: number) => `${each} step${each === 1 ? '' : 's'} a frame`;

/** A row an image: `scores[frame]` is [B × classes]. */
export function movingRows(
  { labels }: Film,
  motion: string,
  reading: string,
  scores: readonly Float32Array[],
): MovingRow[] {
  const images = labels[0]?.length ?? 0;
  const letters = answerLetters(scores, (scores[0]?.length ?? 0) / images);
  return letters.map((answers, item) => {
    const truth = labels.map((frame) => (frame[item] as number).toString(36)).join('');
    return { item, motion, reading, truth, answers };
  });
}

/** Which rows, and which of their frames, from `from` to `to`, both included. */
export interface MovingPlace {
  readonly motion: string;
  readonly reading: string;
  readonly from: number;
  readonly to: number;
}

/** On how many of these frames each image is taken for another digit, in %: [networks][images]. */
export function wrongOn(measured: readonly Measured<MovingRow>[], place: MovingPlace) {
  return itemTable(measured, (rows) => {
    const row = rowOf(rows, place.motion, place.reading);
    if (!row) return Number.NaN;
    let wrong = 0;
    for (let frame = place.from; frame <= place.to; frame++)
      if (row.answers[frame] !== row.truth[frame]) wrong++;
    return (100 * wrong) / (place.to - place.from + 1);
  });
}

/**
 * How many frames of its new digit it takes until each image that has changed is first taken for it:
 * [networks][images]. Images that the network does not recognise in the end when it starts anew are
 * left out; those that it never recognises count as many as there are.
 */
export function framesToNew(
  measured: readonly Measured<MovingRow>[],
  motion: string,
  reading: string,
): Float64Array[] {
  return itemTable(measured, (rows) => {
    const [row, anew] = [rowOf(rows, motion, reading), rowOf(rows, motion, ANEW)];
    if (!row || !anew || anew.answers.at(-1) !== anew.truth.at(-1)) return Number.NaN;
    const label = letterAt(row.truth, row.truth.length - 1);
    const first = Array.from(row.truth).findIndex((_, at) => letterAt(row.truth, at) === label);
    const found = Array.from(row.answers).findIndex(
      (_, at) => at >= first && letterAt(row.answers, at) === label,
    );
    return (found < 0 ? row.truth.length - 1 : found) - first + 1;
  });
}

function rowOf(rows: readonly MovingRow[], motion: string, reading: string) {
  return rows.find((row) => row.motion === motion && row.reading === reading);
}

/** How a network that runs on is shown frames, and how many of its last steps count. */
interface Running {
  /** Steps for which each frame after the first is shown. */
  readonly each: number;
  /** The first frame is shown until its last step; as many steps count at each later frame. */
  readonly window: Window;
}

/**
 * The score of each label at each frame of a video when the network runs on from frame to frame:
 * [frames][B × classes], by the last steps together at the moment when the frame has been seen for as
 * long as it is shown. At the first frame that is what recognition of a still image gives.
 */
export function runningScores(
  network: Network,
  given: readonly Float32Array[],
  { each, window }: Running,
  videoSettings: VideoSettings = {},
): Float32Array[] {
  const { frames, seen } = framesAtPace(given, { lead: window.last, each });
  const images = (given[0]?.length ?? 0) / sizesOf(network.architecture).pixels;
  const steps = videoScores(network, { images, frames }, videoSettings);
  const sliding = slidingScores(steps, window.last - window.first + 1);
  return seen.map((step) => sliding[step - 1] as Float32Array);
}
