import { z } from 'zod';
import { PRECISIONS } from '../engine/precision';
import { servingsOf } from '../images/stimuli/diet';
import { LARGEST_SEED, MOST_COUNTED } from '../input/limits';
import { refusedBy } from '../input/what-is-wrong';
import { PAPER_PERCEPTION } from '../perception/perception-settings';
import { SCHEDULES, type ScheduleName } from '../perception/schedule';

const share = z.number().min(0).max(1);
const steps = z.int().min(1).max(1000);

/**
 * What every system here is set to while it learns: each setting and its bounds. Options that people
 * set take theirs from here.
 */
export const commonShape = {
  seed: z.int().min(0).max(LARGEST_SEED).describe('seed of everything random'),
  epochs: z.int().min(1).max(100_000).describe('passes over the training images'),
  batch: z.int().min(1).max(100_000).describe('images in a batch'),
  rate: z.number().positive().max(10).describe('learning rate of the hidden layers'),
  readoutRate: z.number().positive().max(10).describe('learning rate of the readout'),
  momentum: share.describe('fraction of the old velocity kept in each update'),
  decay: share.describe('weight decay of the hidden layers (none on biases)'),
  readoutDecay: share.describe('weight decay of the readout'),
  peer: z.number().min(0).max(10).describe('strength of the peer term'),
  temperature: z
    .number()
    .positive()
    .describe(
      'temperature T in p = σ((G − θ) / T), where G is a layer’s goodness and θ its number of units',
    ),
  shift: z.int().min(0).max(14).describe('largest shift of a training image, in pixels'),
  shiftPer: z
    .enum(['image', 'batch'])
    .describe('shift each image separately, or the whole batch together'),
  precision: z
    .enum(PRECISIONS)
    .default('float32')
    .describe(
      'precision of matrix products during learning; all else is float32 (docs/engines.md)',
    ),
  average: z
    .int()
    .min(1)
    .max(MOST_COUNTED)
    .optional()
    .describe(
      'the trained network has the exponential mean of its weights, with a time constant of so many batches (default: the weights after the last batch)',
    )
    .meta({ value: 'batches' }),
  diet: z
    .array(z.string().superRefine(refusedBy(servingsOf)))
    .min(1)
    .max(100)
    .optional()
    .describe(
      'conditions under which training images are shown: each for an equal part of every batch, drawn anew in each epoch; gaussian-noise means all its strengths, digit-clutter:2 strength 2 alone',
    )
    .meta({ value: 'names' }),
};

export type CommonSettings = Readonly<z.infer<z.ZodObject<typeof commonShape>>>;

/** What the recurrent network is set to, besides: how it perceives over time. */
export const settingsShape = {
  ...commonShape,
  steps: steps.describe('time steps for which each image is watched'),
  damping: share.describe('fraction of the old state that is kept at each step'),
  schedule: z
    .enum(Object.keys(SCHEDULES) as [ScheduleName, ...ScheduleName[]])
    .describe('which layers update together'),
  window: z
    .strictObject({ first: steps, last: steps })
    .refine(({ first, last }) => first <= last, 'the window must not end before it starts')
    .describe('steps whose goodness decides'),
  dropout: z
    .number()
    .min(0)
    .max(0.95)
    .describe(
      'fraction of the hidden units that are dropped, drawn at random for each training image',
    )
    .optional(),
};

/**
 * Everything that decides how the recurrent network learns, apart from its sizes, the images and
 * the engine: the schema through which records and checkpoints are read.
 */
export const learningSettings = z
  .strictObject(settingsShape)
  .refine(({ window, steps }) => window.last <= steps, {
    message: 'the window must end within the steps',
    path: ['window'],
  })
  .readonly();

export type LearningSettings = z.infer<typeof learningSettings>;

/** The defaults of the recurrent network: section 3.4 of the paper, on the common ones. */
export function defaultSettings(hidden: readonly number[]): LearningSettings {
  return { ...commonDefaults(hidden), ...PAPER_PERCEPTION };
}

/**
 * The defaults of every system for hidden layers of these widths. Constants are those of `ffnew.m`;
 * the rates fall as one over the width beyond 1000 units, because the largest stable rate does.
 */
export function commonDefaults(hidden: readonly number[]): CommonSettings {
  const widest = Math.max(...hidden);
  return {
    seed: 17,
    epochs: 15,
    batch: 100,
    rate: Math.min(0.01, 10 / widest),
    readoutRate: Math.min(0.1, 100 / widest),
    momentum: 0.9,
    decay: 0.001,
    readoutDecay: 0.003,
    peer: 0.03,
    temperature: 1,
    shift: 0,
    shiftPer: 'image',
    precision: 'float32',
  };
}
