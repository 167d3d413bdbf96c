import type { LabelledImages } from '../../data/labelled-images';
import { InputError } from '../../engine/errors';
import { clean } from '../../stimuli/clean';
import { CONDITIONS } from '../../stimuli/conditions';

/** A condition at one strength, by name. */
export interface ConditionAt {
  /** As a person wrote it: `blur:1.5`, or `clean`. */
  readonly name: string;
  readonly apply: (images: LabelledImages, seed: number) => LabelledImages;
}

/**
 * The condition of `name:strength`, or of `clean`. Throws InputError where there is none of this name,
 * or the strength is missing, no number, or none that the condition has.
 */
export function conditionAt(name: string): ConditionAt {
  const [kind = '', written, ...more] = name.split(':');
  const condition = CONDITIONS.find((one) => one.name === kind);
  if (!condition)
    throw new InputError(
      `no condition "${kind}": there are ${CONDITIONS.map((one) => one.name).join(', ')}`,
    );
  const text = written ?? (condition === clean ? '0' : '');
  const strength = text.trim() === '' ? Number.NaN : Number(text);
  if (!Number.isFinite(strength) || more.length > 0)
    throw new InputError(
      `"${name}" has no strength: write ${kind}:${condition.strengths[0]}, for one; the strength of ${kind} is a number (${condition.unit})`,
    );
  condition.apply(NO_IMAGES, strength, 0); // refuses a strength that there is not
  return { name, apply: (images, seed) => condition.apply(images, strength, seed) };
}

const NO_IMAGES: LabelledImages = {
  ...{ name: 'none', count: 0, rows: 1, columns: 1, channels: 1, classes: 1, classNames: ['0'] },
  ...{ pixels: new Uint8Array(), labels: new Uint8Array() },
};
