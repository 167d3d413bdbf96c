import { InputError } from '../../input/errors';
import { winners } from '../../perception/recognise';

/** Digits, then letters: a class of up to 36 in one sign. */
const BASE = 36;

/**
 * What each image is taken for at each step, as words of a letter a step: `1177` changes its mind
 * after the second. Labels are in base 36, so that `int(letter, 36)` reads them in Python.
 * `scores[step]` is [images × classes].
 */
export function answerLetters(scores: readonly Float32Array[], classes: number): string[] {
  return asLetters(scores.map((step) => winners(step, classes)));
}

/** The same of answers: `answers[step]` is [images]. Throws InputError for a label without a letter. */
export function asLetters(answers: readonly ArrayLike<number>[]): string[] {
  return Array.from(answers[0] ?? [], (_, image) =>
    answers.map((step) => letterOf(step[image] as number)).join(''),
  );
}

function letterOf(label: number): string {
  if (label < BASE) return label.toString(BASE);
  throw new InputError(
    `answers are written down in a letter each, and there is none for label ${label}: this experiment takes ${BASE} classes at most`,
  );
}

/** The label that the letter at this place stands for; NaN beyond the last. */
export function letterAt(letters: string, place: number): number {
  return Number.parseInt(letters[place] ?? '', BASE);
}

/**
 * How much of a walk from 0 to 1 lies below a level: `values` are met in equal steps, the first at 0
 * and the last at 1, and lie on straight lines between. From 0 to 1.
 *
 * Of a preference that goes from below 0 to above it, the length below 0 is the point at which it
 * flips; where it comes back in between, what is preferred the less is counted for as long as it is.
 * Throws RangeError for fewer than two values.
 */
export function lengthBelow(values: ArrayLike<number>, level: number): number {
  const pieces = values.length - 1;
  if (pieces < 1) throw new RangeError(`a walk of ${values.length} values has no length`);
  let length = 0;
  for (let piece = 0; piece < pieces; piece++) {
    const [from, to] = [(values[piece] as number) - level, (values[piece + 1] as number) - level];
    if (from < 0 && to < 0) length += 1;
    else if (from < 0 || to < 0)
      length += Math.min(from, to) / (Math.min(from, to) - Math.max(from, to));
  }
  return length / pieces;
}

/**
 * How much of a walk from 0 to 1 it takes to go from a quarter to three quarters of the way between
 * its first value and its last: 0.5 for a straight line, 0 for a step, whatever the scale. Undefined
 * unless the first is below 0 and the last above it.
 */
export function transitionWidth(values: ArrayLike<number>): number | undefined {
  const [first, last] = [values[0] as number, values[values.length - 1] as number];
  if (!(first < 0 && last > 0)) return undefined;
  const at = (share: number) => lengthBelow(values, first + share * (last - first));
  return at(0.75) - at(0.25);
}
