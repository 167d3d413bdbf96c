/** Pixels. The page's style sets the slider below in line with the steps, by the same margins. */
export const HEIGHT = 250;
const [LEFT, RIGHT, TOP, BOTTOM] = [46, 30, 22, 26];
/** Within the frame, above and below the lines. */
const ROOM = 4;

/** By step, then by label. */
export type Scores = readonly (readonly number[])[];

/** Where a step and a score are in the chart, and the edges of its frame. */
export interface Scales {
  readonly x: (step: number) => number;
  readonly y: (score: number) => number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly low: number;
  readonly high: number;
}

/** The scales that fit these scores into a chart of a width. */
export function scalesOf(width: number, scores: Scores, names: readonly string[]): Scales {
  const all = scores.flat();
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const [right, bottom] = [width - besides(names), HEIGHT - BOTTOM];
  const height = bottom - TOP - 2 * ROOM;
  return {
    x: (step) => LEFT + (step / (scores.length - 1)) * (right - LEFT),
    y: (score) => bottom - ROOM - ((score - low) / (high - low || 1)) * height,
    ...{ left: LEFT, right, top: TOP, bottom, low, high },
  };
}

/** Pixels of a letter of a name in bold, about, and around it. */
const LETTER = 9;
const AROUND = 14;

/** What stands at the ends of the lines takes so much on the right of the frame. */
export function besides(names: readonly string[]): number {
  return Math.max(RIGHT, AROUND + LETTER * Math.max(...names.map(({ length }) => length)));
}
