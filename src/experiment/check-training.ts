import type { CommonSettings } from '../learning/settings';
import { checkBatch } from '../learning/train';
import { tensorboardEngine } from '../observation/tensorboard';
import { checkSize } from './check-size';
import type { Images } from './images';
import type { Plan } from './plan';
import type { TrainingOptions } from './training-options';

/** Throws InputError where a training cannot even begin: to be asked before anything is written. */
export function checkTraining(
  { training }: Images,
  { architecture, settings }: Pick<Plan<CommonSettings>, 'architecture' | 'settings'>,
  { tensorboard }: Pick<TrainingOptions, 'tensorboard'>,
): void {
  const { batch, steps = 1 } = settings as CommonSettings & { readonly steps?: number };
  checkBatch(training, settings);
  checkSize(architecture, { batch, steps });
  if (tensorboard) tensorboardEngine();
}
