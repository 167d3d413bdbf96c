import type { CommonSettings } from '../learning/settings';
import type { System } from '../learning/system';
import type { FeedforwardNetwork } from '../network/network';
import type { Experiment } from './experiment';
import { type Images, sizesFor } from './images';
import { type CommonLearningOptions, commonSettingsFrom } from './learning-options';
import type { Plan } from './train-system';

/** The feed-forward network that the options ask for; `more` is what its system is set to besides. */
export function feedforwardPlan<S extends CommonSettings>(
  system: System<FeedforwardNetwork, S>,
  { options, seed }: Experiment<CommonLearningOptions>,
  { training }: Images,
  ...more: Omit<S, keyof CommonSettings> extends Record<string, never>
    ? []
    : [Omit<S, keyof CommonSettings>]
): Plan<FeedforwardNetwork, S> {
  const settings = { ...commonSettingsFrom(options, seed), ...more[0] } as S;
  return { system, sizes: sizesFor(training, options.hidden), settings };
}
