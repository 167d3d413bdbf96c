import type { CommonSettings } from '../learning/settings';
import type { System } from '../learning/system';
import type { Experiment } from './experiment';
import { type Images, layersFor } from './images';
import { type CommonLearningOptions, commonSettingsFrom } from './learning-options';
import type { Plan } from './train-system';

/** The feed-forward network that the options ask for; `more` is what its system is set to besides. */
export function feedforwardPlan<S extends CommonSettings>(
  system: System<S>,
  { options, seed }: Experiment<CommonLearningOptions>,
  { training }: Images,
  ...more: Omit<S, keyof CommonSettings> extends Record<string, never>
    ? []
    : [Omit<S, keyof CommonSettings>]
): Plan<S> {
  const settings = { ...commonSettingsFrom(options, seed), ...more[0] } as S;
  return {
    system,
    architecture: system.architecture(layersFor(training, options.hidden)),
    settings,
  };
}
