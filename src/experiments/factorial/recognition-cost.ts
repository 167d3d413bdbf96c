import type { Reading } from '../../learning/reading';
import type { CommonSettings } from '../../learning/settings';
import type { System } from '../../learning/system';
import type { Network } from '../../network/network';
import { multiplyAddsOf } from './arms';

/**
 * Multiply-adds of recognising an image: by the goodness of every label, through all steps of the paper's, where
 * labels are tried; where none is, as the first of the system's readings counts them.
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
