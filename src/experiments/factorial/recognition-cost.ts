import type { Reading } from '../../learning/reading';
import type { CommonSettings } from '../../learning/settings';
import type { System } from '../../learning/system';
import type { Network } from '../../network/network';
import { multiplyAddsOf } from './arms';

/**
 * Multiply-adds of recognising one image: by the goodness of every label at all of the paper's steps, in a system that
 * tries labels; in others, those of the first of its readings.
 */
export function recognitionCost<S extends CommonSettings>(
  system: Pick<System<S>, 'answers' | 'readings'>,
  network: Network,
  settings: S,
): number {
  const triesLabels = system.answers.by === undefined;
  if (triesLabels) return multiplyAddsOf(network.architecture);
  const [reading] = system.readings(network, settings);
  return (reading as Reading).multiplyAdds;
}
