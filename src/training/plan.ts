import { checkRoom } from '../engine/memory';
import { checkBatch } from '../images/batches';
import { checkServed } from '../images/stimuli/diet';
import { InputError } from '../input/errors';
import type { CommonSettings } from '../learning/settings';
import type { System } from '../learning/system';
import { type Architecture, seesLabel, sizesOf } from '../network/architecture';
import { checkSavable, hiddenUnits, layersInWords, weightBytes } from '../network/network';
import { connectionsInWords } from '../network/variants';
import { tensorboardEngine } from '../observation/tensorboard';
import { imagesAtOnce } from '../perception/evaluate';
import type { Images } from '../runs/images';

/** What decides how a training is followed, not what is learnt. */
export interface TrainingOptions {
  /** Minutes between checkpoints within an epoch. */
  readonly saveEvery: number;
  /** Whether to write for TensorBoard, too. */
  readonly tensorboard?: boolean | undefined;
}

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

/** Throws InputError or EnvironmentError where a training cannot even begin: to be asked before anything is written. */
export function checkTraining(
  { training }: Images,
  { architecture, settings }: Pick<Plan<CommonSettings>, 'architecture' | 'settings'>,
  { tensorboard }: Pick<TrainingOptions, 'tensorboard'>,
): void {
  const { batch, steps = 1 } = settings as CommonSettings & { readonly steps?: number };
  checkBatch(training, settings);
  checkServed(settings.diet ?? [], batch);
  const averaged = settings.average !== undefined;
  checkSize(architecture, { batch, steps, averaged, tried: tried(architecture) });
  if (tensorboard) tensorboardEngine();
}

/** Images under a label each that a network of this architecture recognises at once, at the least. */
function tried(architecture: Architecture): number {
  const { classes } = sizesOf(architecture);
  return imagesAtOnce(classes) * (seesLabel(architecture) ? classes : 1);
}

const FLOAT = Float32Array.BYTES_PER_ELEMENT;

/** What a network learns from at a time. */
interface LearntAtOnce {
  /** Images in a batch. */
  readonly batch: number;
  /** Steps whose states are kept until it is learnt. */
  readonly steps: number;
  /** Whether weights are averaged. */
  readonly averaged?: boolean;
  /** Images under a label each that it recognises at a time, if it is to. */
  readonly tried?: number;
}

/**
 * Throws InputError where a network is too large to be saved, EnvironmentError where learning takes more memory
 * than there is here. What is counted is the least that it takes: weights, velocities and gradients, the average
 * of weights if there is one, and the states of a batch under two labels or a state of the images that are
 * recognised at a time, whichever is more.
 */
export function checkSize(architecture: Architecture, learnt?: LearntAtOnce): void {
  const saved = learnt?.averaged ? 3 : 2;
  checkSavable(architecture, saved);
  const { batch = 0, steps = 0, tried = 0 } = learnt ?? {};
  const states = FLOAT * hiddenUnits(architecture) * Math.max(2 * batch * steps, tried);
  const learning = learnt ? ` that learn from batches of ${batch} images` : '';
  const layers = layersInWords(architecture);
  checkRoom(`${layers}${learning}`, (saved + 1) * weightBytes(architecture) + states);
}
