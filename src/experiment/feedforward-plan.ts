import type { CommonSettings } from '../learning/settings';
import type { System } from '../learning/system';
import { sizesOf } from '../network/architecture';
import { type ArchitectureOptions, architectureFrom } from './architecture-options';
import type { Experiment } from './experiment';
import type { Images } from './images';
import { type CommonLearningOptions, commonSettingsFrom } from './learning-options';
import { checkedPlan, type Plan } from './plan';

/** The feed-forward network that the options ask for; `more` is what its system is set to besides. */
export function feedforwardPlan<S extends CommonSettings>(
  system: System<S>,
  { options, seed }: Experiment<CommonLearningOptions & ArchitectureOptions>,
  { training }: Images,
  ...more: Omit<S, keyof CommonSettings> extends Record<string, never>
    ? []
    : [Omit<S, keyof CommonSettings>]
): Plan<S> {
  const architecture = architectureFrom(system, training, options);
  const { hidden } = sizesOf(architecture);
  const settings = { ...commonSettingsFrom(options, seed, hidden), ...more[0] } as S;
  return checkedPlan({ system, architecture, settings });
}
