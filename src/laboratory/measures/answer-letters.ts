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

/** The same of answers: `answers[step]` is [images]. */
export function asLetters(answers: readonly ArrayLike<number>[]): string[] {
  return Array.from(answers[0] ?? [], (_, image) =>
    answers.map((step) => (step[image] as number).toString(BASE)).join(''),
  );
}

/** The label that the letter at this place stands for; NaN beyond the last. */
export function letterAt(letters: string, place: number): number {
  return Number.parseInt(letters[place] ?? '', BASE);
}
