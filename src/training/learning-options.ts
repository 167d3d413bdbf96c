import { z } from 'zod';
import { refusedBy } from '../input/what-is-wrong';
import {
  type CommonSettings,
  commonDefaults,
  defaultSettings,
  type LearningSettings,
  settingsShape,
} from '../learning/settings';
import { layersOf, neighbours } from '../network/neighbours';
import { type PerceptionOptions, perceptionFrom, perceptionOptions } from './perception-options';
import { checkSize } from './plan';

const defaults = defaultSettings([1]);

/** How often a network in training is saved. */
const saveEveryOption = z
  .number()
  .positive()
  .default(5)
  .describe('minutes between checkpoints within an epoch (one is written after every epoch)');

/** Whether TensorBoard can look on. */
const tensorboardOption = z
  .boolean()
  .default(false)
  .describe(
    "write metrics, weights, activities and fields of every epoch into the run's tensorboard folder: `tensorboard --logdir <folder of runs>` shows them",
  );

/** Below 1, which older records may have: with that nothing would be learnt. */
const momentumOption = z
  .number()
  .min(0)
  .lt(1)
  .default(defaults.momentum)
  .describe(`${settingsShape.momentum.description}`);

/** The options of every scenario that trains any network; `seed` is common to all scenarios. */
export const commonLearningOptions = {
  hidden: z
    .array(z.int().min(1).max(100_000))
    .min(1)
    .max(100)
    .superRefine(refusedBy(checkUnits))
    .default([500, 500])
    .describe('units of each hidden layer, lowest first'),
  epochs: settingsShape.epochs.default(defaults.epochs),
  train: z
    .int()
    .min(1)
    .describe('learn from only this many training images, the first ones')
    .optional(),
  batch: settingsShape.batch.default(defaults.batch),
  rate: settingsShape.rate
    .optional()
    .describe('learning rate of the hidden layers (default: 0.01, or 10 / units if smaller)'),
  readoutRate: settingsShape.readoutRate
    .optional()
    .describe('learning rate of the readout (default: 0.1, or 100 / units if smaller)'),
  momentum: momentumOption,
  decay: settingsShape.decay.default(defaults.decay),
  readoutDecay: settingsShape.readoutDecay.default(defaults.readoutDecay),
  peer: settingsShape.peer.default(defaults.peer),
  temperature: settingsShape.temperature.default(defaults.temperature),
  shift: settingsShape.shift.default(defaults.shift),
  shiftPer: settingsShape.shiftPer.default(defaults.shiftPer),
  precision: settingsShape.precision,
  average: settingsShape.average,
  diet: settingsShape.diet,
  saveEvery: saveEveryOption,
  tensorboard: tensorboardOption,
};

/** The options of every scenario that trains a recurrent network. */
export const learningOptions = {
  ...commonLearningOptions,
  dropout: settingsShape.dropout,
  ...perceptionOptions,
};

/** Those of them that mean nothing for a network that is trained already. */
export const trainingOptionNames: readonly string[] = [
  ...Object.keys(commonLearningOptions),
  'dropout',
];

export type LearningOptions = CommonLearningOptions &
  PerceptionOptions & { readonly dropout?: number | undefined };

/** What a scenario that trains any network is told; without goodness there is none to push. */
export type CommonLearningOptions = Unless<
  z.output<z.ZodObject<typeof commonLearningOptions>>,
  'peer' | 'temperature'
>;

type Unless<Options, Left extends keyof Options> = Omit<Options, Left> &
  Partial<Pick<Options, Left>>;

/** The settings that these options ask for, for hidden layers of these units. Throws InputError where they contradict each other. */
export function settingsFrom(
  options: LearningOptions,
  seed: number,
  hidden: readonly number[] = options.hidden,
): LearningSettings {
  const perception = perceptionFrom(options, defaultSettings(hidden));
  const { dropout } = options;
  return {
    ...commonSettingsFrom(options, seed, hidden),
    ...perception,
    ...(dropout !== undefined && { dropout }),
  };
}

/** The part of them that every system has. */
export function commonSettingsFrom(
  options: CommonLearningOptions,
  seed: number,
  hidden: readonly number[] = options.hidden,
): CommonSettings {
  const byWidth = commonDefaults(hidden);
  const { rate = byWidth.rate, readoutRate = byWidth.readoutRate } = options;
  const { peer = byWidth.peer, temperature = byWidth.temperature } = options;
  const {
    epochs,
    batch,
    momentum,
    decay,
    readoutDecay,
    shift,
    shiftPer,
    precision,
    average,
    diet,
  } = options;
  return {
    ...{ seed, epochs, batch, rate, readoutRate, momentum, decay, readoutDecay },
    ...{ peer, temperature, shift, shiftPer, precision },
    ...(average !== undefined && { average }),
    ...(diet && { diet }),
  };
}

/** Throws InputError where the weights between these layers alone are too many, whatever the images. */
function checkUnits(hidden: readonly number[]): void {
  checkSize(neighbours(layersOf({ pixels: 1, hidden, classes: 2 }), { topDown: false }));
}
