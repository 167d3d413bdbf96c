import { z } from 'zod';
import type { LabelledImages } from '../../images/labelled-images';
import { CONDITIONS, clean } from '../../images/stimuli/conditions';
import { distinctList } from '../../input/distinct-list';
import { InputError } from '../../input/errors';
import { refusedBy } from '../../input/what-is-wrong';
import { onePassMultiplyAdds } from '../../learning/reading';
import { sizesOf } from '../../network/architecture';
import { perceptionMultiplyAdds } from '../../perception/multiply-adds';
import { dynamicsOf } from '../../perception/perception-settings';
import { recognise, winners } from '../../perception/recognise';
import type { Experiment } from '../../runs/scenario';
import type { OptionsOf } from '../study';
import type { StudySubject } from '../subject';
import { besideOption, eachFeedforward } from '../watching/beside';
import { pieceByPiece, recogniseImages } from '../watching/recognise-images';
import { BY_READOUT, OVER_TIME, type ReactionRow } from './rows';

const MILLION = 1e6;

/**
 * What a network takes each image for under each condition, after each step, with its lead and what it
 * cost; what its readout says; and what the feed-forward networks of its sizes and seed say of the same images.
 * Throws Interrupted.
 */
export async function measureReaction(
  subject: StudySubject,
  images: LabelledImages,
  experiment: Experiment<OptionsOf<typeof REACTION_OPTIONS>>,
): Promise<ReactionRow[]> {
  const { network, settings } = subject;
  const { steps, conditions } = experiment.options;
  const { architecture } = network;
  const { classes } = sizesOf(architecture);
  const dynamics = dynamicsOf(settings);
  const seen = conditions.map((name) => ({
    condition: name,
    changed: conditionAt(name).apply(images, experiment.seed),
  }));
  const rows: ReactionRow[] = [];
  const note = (
    about: Pick<ReactionRow, 'condition' | 'by' | 'step' | 'millions'>,
    answers: Uint8Array,
    leads?: Float32Array,
  ) => {
    for (const [image, answer] of answers.entries()) {
      const label = images.labels[image] as number;
      rows.push({ ...about, image, label, answer, lead: leads?.[image] ?? null });
    }
  };
  const onePass = onePassMultiplyAdds(architecture) / MILLION;
  await pieceByPiece(experiment, 'recognising', seen, async ({ condition, changed }) => {
    const recogniser: Parameters<typeof recogniseImages>[1] = (pixels) =>
      recognise(network, pixels, steps, dynamics);
    const { logits, scores } = await recogniseImages(experiment, recogniser, changed);
    const about = { condition, by: BY_READOUT, step: 0, millions: onePass };
    note(about, winners(logits, classes), confidence(logits, classes));
    const { answers, leads } = accumulatedLeads(scores, classes);
    for (const [before, ahead] of answers.entries()) {
      const step = before + 1;
      const work = { images: 1, hypotheses: classes, steps: step };
      const millions = perceptionMultiplyAdds(architecture, work, dynamics.schedule) / MILLION;
      note({ condition, by: OVER_TIME, step, millions }, ahead, leads[before]);
    }
  });
  await eachFeedforward(subject, images, experiment, async (other) => {
    const millions = other.multiplyAdds / MILLION;
    for (const { condition, changed } of seen) {
      const recognition = await recogniseImages(experiment, other.recogniser, changed);
      note({ condition, by: other.system, step: 0, millions }, other.answers(recognition));
    }
  });
  return rows;
}

/** A condition at one strength, by name. */
interface ConditionAt {
  /** `blur:1.5`, however its strength was written, or `clean`. */
  readonly name: string;
  readonly apply: (images: LabelledImages, seed: number) => LabelledImages;
}

/**
 * The condition of `name:strength`, or of `clean`. Throws InputError where there is none of this name,
 * or the strength is missing, no number, or none that the condition has.
 */
export function conditionAt(name: string): ConditionAt {
  const [kind = '', written, ...more] = name.split(':');
  const condition = CONDITIONS.find((one) => one.name === kind);
  if (!condition)
    throw new InputError(
      `no condition "${kind}": there are ${CONDITIONS.map((one) => one.name).join(', ')}`,
    );
  const text = written ?? (condition === clean ? '0' : '');
  const strength = text.trim() === '' ? Number.NaN : Number(text);
  if (!Number.isFinite(strength) || more.length > 0)
    throw new InputError(
      `"${name}" has no strength: write ${kind}:${condition.strengths[0]}, for one; the strength of ${kind} is a number (${condition.unit})`,
    );
  condition.apply(NO_IMAGES, strength, 0); // refuses a strength that there is not
  return {
    name: condition === clean ? kind : `${kind}:${strength}`,
    apply: (images, seed) => condition.apply(images, strength, seed),
  };
}

const NO_IMAGES: LabelledImages = {
  ...{ name: 'none', count: 0, rows: 1, columns: 1, channels: 1, classes: 1, classNames: ['0'] },
  ...{ pixels: new Uint8Array(), labels: new Uint8Array() },
};

/**
 * A condition with its strength, as `conditionAt` takes it: refused in the words of its error. However the strength is
 * written, the name is the same.
 */
export const conditionName = z
  .string()
  .superRefine(refusedBy(conditionAt))
  .overwrite((name) => conditionAt(name).name);

/** What is watched, for how long, and what is set beside it. */
export const REACTION_OPTIONS = {
  steps: z.int().min(4).max(64).default(12).describe('the latest step at which it answers'),
  conditions: distinctList(conditionName)
    .default([
      ...['clean', 'gaussian-noise:0.35', 'occlusion:0.3'],
      ...['digit-clutter:1', 'blur:1.5', 'shift:2'],
    ])
    .describe('conditions of the images, with their strengths; the first is the easy one'),
  time: z
    .int()
    .min(1)
    .max(64)
    .default(3)
    .describe(
      'mean number of steps at which stopping when sure is compared with stopping at a fixed time',
    ),
  beside: besideOption,
};

/** Throws InputError where answers are compared at a time that comes after the latest step. */
export function checkTime({ steps, time }: Readonly<Record<'steps' | 'time', number>>): void {
  if (time > steps)
    throw new InputError(
      `the network answers by step ${steps}, not after ${time} steps on average: choose --time ${steps} or less, or more --steps`,
    );
}

/** The numbers of each image: [images × classes] → [images]. */
function eachImage(
  values: Float32Array,
  classes: number,
  numberOf: (row: Float32Array) => number,
): Float32Array {
  return Float32Array.from({ length: values.length / classes }, (_, image) =>
    numberOf(values.slice(image * classes, (image + 1) * classes)),
  );
}

/** The softmax of the greatest logit of each image, 0 … 1: [images × classes] → [images]. */
export function confidence(logits: Float32Array, classes: number): Float32Array {
  return eachImage(logits, classes, (row) => {
    const most = Math.max(...row);
    return 1 / row.reduce((sum, logit) => sum + Math.exp(logit - most), 0);
  });
}

/**
 * Adds up each label's scores from the first step on and tells, after each step, which label is ahead,
 * `answers[step - 1]` [images], and by how much of the one that comes next, `leads[step - 1]` [images].
 * `scores[step - 1]` is [images × classes], of two classes or more.
 */
export function accumulatedLeads(scores: readonly Float32Array[], classes: number) {
  const sums: Float32Array[] = [];
  for (const step of scores) {
    const before = sums.at(-1);
    sums.push(before ? step.map((score, at) => score + (before[at] as number)) : step);
  }
  return {
    answers: sums.map((sum) => winners(sum, classes)),
    leads: sums.map((sum) => leadsOf(sum, classes)),
  };
}

/** The greatest less the second greatest of each image: [images × classes] → [images]. */
function leadsOf(values: Float32Array, classes: number): Float32Array {
  return eachImage(values, classes, (row) => {
    const [second, greatest] = row.sort().subarray(-2) as unknown as [number, number];
    return greatest - second;
  });
}
