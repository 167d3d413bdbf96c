import { InputError } from '../engine/errors';
import { inShort } from '../engine/in-short';
import { BACKPROPAGATION } from '../feedforward/backpropagation';
import { HYBRID_IMAGES } from '../feedforward/hybrid-images';
import { LABEL_IN_IMAGE } from '../feedforward/label-in-image';
import { LOCAL_FIELDS } from '../feedforward/local-fields';
import { RECURRENT } from '../learning/recurrent';
import type { System } from '../learning/system';

/** A system whose network and settings are not known here. */
// biome-ignore lint/suspicious/noExplicitAny: what one system learns by is no other's
export type AnySystem = System<any>;

/** The recurrent network and its relatives. */
export const SYSTEMS: readonly AnySystem[] = [
  RECURRENT,
  LABEL_IN_IMAGE,
  HYBRID_IMAGES,
  LOCAL_FIELDS,
  BACKPROPAGATION,
];

/** The system of this name. Throws InputError where there is none. */
export function systemNamed(name: string): AnySystem {
  const system = SYSTEMS.find((one) => one.name === name);
  if (!system)
    throw new InputError(
      `no system "${inShort(name)}": there are ${SYSTEMS.map((one) => one.name).join(', ')}`,
    );
  return system;
}
