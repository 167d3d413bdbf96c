import { InputError, inShort } from '../../input/errors';
import type { System } from '../system';
import { BACKPROPAGATION } from './backpropagation';
import { BACKPROPAGATION_THROUGH_TIME } from './backpropagation-through-time';
import { HYBRID_IMAGES } from './hybrid-images';
import { LABEL_IN_IMAGE } from './label-in-image';
import { LOCAL_FIELDS } from './local-fields';
import { OBJECTIVES } from './objectives';
import { PREDICTIVE_CODING } from './predictive-coding';

/** A system whose network and settings are not known here. */
// biome-ignore lint/suspicious/noExplicitAny: what one system learns by is no other's
export type AnySystem = System<any>;

/** The recurrent network and its relatives; a person's own come after them. */
const systems: AnySystem[] = [
  ...Object.values(OBJECTIVES),
  LABEL_IN_IMAGE,
  HYBRID_IMAGES,
  LOCAL_FIELDS,
  BACKPROPAGATION,
  BACKPROPAGATION_THROUGH_TIME,
  PREDICTIVE_CODING,
];

const KEBAB_CASE = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/**
 * Has the program know a system: networks of it are read from files, compared, exported and shown in
 * reports as ours are. Throws InputError where another system has its name, or that is not in kebab-case.
 */
export function registerSystem(system: AnySystem): void {
  const known = systems.find(({ name }) => name === system.name);
  if (known === system) return;
  if (known)
    throw new InputError(
      `there is a system ${inShort(system.name)} already: give yours another name`,
    );
  if (!KEBAB_CASE.test(system.name))
    throw new InputError(
      `the name of a system is small letters, digits and hyphens, not ${inShort(system.name)}`,
    );
  systems.push(system);
}

/** All systems that the program knows. */
export function allSystems(): readonly AnySystem[] {
  return systems;
}

/** The system of this name. Throws InputError where there is none. */
export function systemNamed(name: string): AnySystem {
  const system = systems.find((one) => one.name === name);
  if (!system)
    throw new InputError(
      `no system "${inShort(name)}": there are ${systems.map((one) => one.name).join(', ')}; one of your own is registered by a file that TOPDOWN_EXTENSIONS names`,
    );
  return system;
}
