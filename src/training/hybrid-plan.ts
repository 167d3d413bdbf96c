import type { System } from '../learning/system';
import type { HybridSettings } from '../learning/systems/hybrid-images';
import type { Images } from '../runs/images';
import type { Experiment } from '../runs/scenario';
import type { ArchitectureOptions } from './architecture-options';
import { commonPlan } from './learn-and-report';
import type { CommonLearningOptions } from './learning-options';
import type { Plan } from './plan';

/** The network that the options ask for, of a system that learns from hybrids of images as large as these. */
export function hybridPlan(
  system: System<HybridSettings>,
  experiment: Experiment<
    CommonLearningOptions & ArchitectureOptions & Pick<HybridSettings, 'blurs'>
  >,
  images: Images,
): Plan<HybridSettings> {
  const { blurs } = experiment.options;
  const { columns, channels } = images.training;
  return commonPlan(system, experiment, images, {
    ...{ blurs, columns },
    ...(channels !== 1 && { channels }),
  });
}
