import type { LabelledImages } from '../../images/labelled-images';
import { InputError } from '../../input/errors';
import { winners } from '../../perception/recognise';

/** Digits, then letters: a class of up to 36 in one sign. */
const BASE = 36;

/** Throws InputError where classes are more than there are letters: a study that keeps letters asks in its `look`. */
export function checkLetters({ classes }: Pick<LabelledImages, 'classes'>): void {
  letterOf(classes - 1);
}

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
    `there is no letter for label ${label}: this experiment takes ${BASE} classes at most`,
  );
}

/** The label that the letter at this place stands for; NaN beyond the last. */
export function letterAt(letters: string, place: number): number {
  return Number.parseInt(letters[place] ?? '', BASE);
}
