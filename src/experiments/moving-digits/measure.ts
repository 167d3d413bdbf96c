import type { Film } from '../../images/stimuli/film';
import { sizesOf } from '../../network/architecture';
import type { Network } from '../../network/network';
import type { Window } from '../../perception/perception-settings';
import { answerLetters, asLetters } from '../measures/answer-letters';
import { agreesWith, itemTable } from '../measures/rows';
import type { AllMeasured } from '../study';
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
export const runningAt = (each: number) => `${each} step${each === 1 ? '' : 's'} per frame`;

/** A row an image: `scores[frame]` is [B × classes]. */
export function movingRows(
  { labels }: Film,
  motion: string,
  reading: string,
  scores: readonly Float32Array[],
): MovingRow[] {
  const images = labels[0]?.length ?? 0;
  const truths = asLetters(labels);
  return answerLetters(scores, (scores[0]?.length ?? 0) / images).map((answers, item) => ({
    ...{ item, motion, reading },
    ...{ truth: truths[item] as string, answers },
  }));
}

type All = AllMeasured<MovingRow>;
type Where = Pick<MovingRow, 'motion' | 'reading'>;

/**
 * On how many of the frames from `from` to `to`, both included, each image is taken for another digit,
 * in %: [networks][images].
 */
export function wrongOn(
  all: All,
  { from, to, ...where }: Where & { readonly from: number; readonly to: number },
): Float64Array[] {
  return itemTable(all, (rows) => {
    const row = rows.find(agreesWith<MovingRow>(where));
    if (!row) return Number.NaN;
    const frames = Array.from({ length: to - from + 1 }, (_, at) => from + at);
    const wrong = frames.filter((frame) => row.answers[frame] !== row.truth[frame]).length;
    return (100 * wrong) / frames.length;
  });
}

/**
 * How many frames of its new digit it takes until each image that has changed is first taken for it:
 * [networks][images]. Images that the network does not recognise in the end when it starts anew are
 * left out; those that it never recognises count as many as there are.
 */
export function framesToNew(all: All, motion: string, reading: string): Float64Array[] {
  return itemTable(all, (rows) => {
    const [row, anew] = [reading, ANEW].map((one) =>
      rows.find(agreesWith<MovingRow>({ motion, reading: one })),
    );
    if (!row || !anew || anew.answers.at(-1) !== anew.truth.at(-1)) return Number.NaN;
    const label = row.truth.slice(-1);
    const first = row.truth.indexOf(label);
    const found = row.answers.indexOf(label, first);
    return (found < 0 ? row.truth.length - 1 : found) - first + 1;
  });
}

/**
 * The score of each label at each frame of a video when the network runs on from frame to frame:
 * [frames][B × classes], by the last steps together at the moment when the frame has been seen for as
 * long as it is shown: `each` steps, the first one until the last step of the window, which says how
 * many count. At the first frame that is what recognition of a still image gives.
 */
export function runningScores(
  network: Network,
  given: readonly Float32Array[],
  { each, window }: { readonly each: number; readonly window: Window },
  videoSettings: VideoSettings = {},
): Float32Array[] {
  const { frames, seen } = framesAtPace(given, { lead: window.last, each });
  const images = (given[0]?.length ?? 0) / sizesOf(network.architecture).pixels;
  const steps = videoScores(network, { images, frames }, videoSettings);
  const sliding = slidingScores(steps, window.last - window.first + 1);
  return seen.map((step) => sliding[step - 1] as Float32Array);
}
