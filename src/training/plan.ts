import { InputError } from '../input/errors';
import type { CommonSettings } from '../learning/settings';
import type { System } from '../learning/system';
import type { Architecture } from '../network/architecture';
import { connectionsInWords } from '../network/variants';

/** What is to be trained, and how. */
export interface Plan<S extends CommonSettings> {
  readonly system: System<S>;
  readonly architecture: Architecture;
  readonly settings: S;
}

/** The plan, if the system has such networks. Throws InputError where it has none. */
export function checkedPlan<S extends CommonSettings>(plan: Plan<S>): Plan<S> {
  const { system, architecture, settings } = plan;
  if (system.takes(architecture, settings)) return plan;
  throw new InputError(
    `the system ${system.name} has no networks whose layers are joined so: ${connectionsInWords(architecture).join('; ')}`,
  );
}

/** What decides how a training is watched, not what is learnt. */
export interface TrainingOptions {
  /** Minutes between checkpoints within an epoch. */
  readonly saveEvery: number;
  /** Whether to write for TensorBoard, too. */
  readonly tensorboard?: boolean | undefined;
}
