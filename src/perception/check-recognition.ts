import { EnvironmentError } from '../engine/errors';
import type { Recognition } from './recognise';

/**
 * Throws EnvironmentError where an answer is not one to so many images of so many classes, a finite number
 * for each label: of numbers that are none, the first label would seem to win.
 */
export function checkRecognition(
  { scores, logits }: Recognition,
  images: number,
  classes: number,
): void {
  for (const [what, values] of [
    ...scores.map((step, at) => [`scores at step ${at + 1}`, step] as const),
    ['logits', logits] as const,
  ]) {
    if (values.length !== images * classes)
      throw new EnvironmentError(
        `what recognises gives ${values.length} ${what} for ${images} images of ${classes} classes`,
      );
    if (!values.every(Number.isFinite))
      throw new EnvironmentError(`what recognises gives ${what} that are not finite numbers`);
  }
}
