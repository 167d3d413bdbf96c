import type { LabelledImages } from '../../data/labelled-images';
import { InputError } from '../../engine/errors';
import { CONDITIONS } from '../../stimuli/conditions';

/** A condition at one strength, by name. */
export interface ConditionAt {
  /** As a person wrote it: `blur:1.5`, or `clean`. */
  readonly name: string;
  readonly apply: (images: LabelledImages, seed: number) => LabelledImages;
}

/** The condition of `name:strength`; throws InputError where there is none of this name. */
export function conditionAt(name: string): ConditionAt {
  const [kind = '', strength = '0'] = name.split(':');
  const condition = CONDITIONS.find((one) => one.name === kind);
  if (!condition)
    throw new InputError(
      `no condition "${kind}": there are ${CONDITIONS.map((one) => one.name).join(', ')}`,
    );
  return { name, apply: (images, seed) => condition.apply(images, Number(strength), seed) };
}
