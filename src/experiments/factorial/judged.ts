import { z } from 'zod';
import { randomStream } from '../../engine/random';
import type { LabelledImages } from '../../images/labelled-images';
import { pick } from '../../images/split';
import { CONDITIONS } from '../../images/stimuli/conditions';
import { InputError } from '../../input/errors';
import type { CommonSettings } from '../../learning/settings';
import { evaluateSystem, type System } from '../../learning/system';
import type { Network } from '../../network/network';
import type { Surroundings } from '../../runs/scenario';
import { collect, errorReport } from '../../trained/error-report';

/** The conditions that every network is judged under, named before any was. */
export const JUDGED = [
  { condition: 'clean', strength: 0 },
  { condition: 'gaussian-noise', strength: 0.35 },
  { condition: 'digit-clutter', strength: 2 },
  { condition: 'digit-debris', strength: 10 },
  { condition: 'occlusion', strength: 0.2 },
] as const;

export type JudgedName = (typeof JUDGED)[number]['condition'];

const percent = z.number().min(0).max(100);

/** How often a network was wrong under one condition, in per cent of the images that it was shown. */
const errorUnder = z.object({
  condition: z.enum(JUDGED.map(({ condition }) => condition)),
  strength: z.number(),
  /** By the score of each label, where there is one: in Forward-Forward its goodness. */
  goodness: percent.optional(),
  /** In one pass. */
  readout: percent,
});

type ErrorUnder = z.infer<typeof errorUnder>;

/** The errors of a network, one for each of these conditions: only such networks can be compared. */
export const judgedSchema = z
  .array(errorUnder)
  .refine(isUnderAll, 'it must have every condition once, at the strength that all are judged at');

function isUnderAll(errors: readonly ErrorUnder[]): boolean {
  const under = (named: (typeof JUDGED)[number]) => (one: ErrorUnder) =>
    one.condition === named.condition && one.strength === named.strength;
  return errors.length === JUDGED.length && JUDGED.every((named) => errors.some(under(named)));
}

/** How many consecutive seeds have different images, where each is judged by `count` of so many. */
export function seedsApart(held: number, count: number): number {
  return Math.floor(held / count);
}

/**
 * `count` of the held-out images, in random order: `seedsApart` consecutive seeds have disjoint images, and the one
 * after them has the first one's again. So networks of one seed see the same images, whatever their arm, and networks of these
 * seeds differ in their images as well as in their weights: an interval over seeds covers both.
 * Throws InputError where there are fewer.
 */
export function imagesOfSeed(held: LabelledImages, count: number, seed: number): LabelledImages {
  const blocks = seedsApart(held.count, count);
  if (blocks < 1)
    throw new InputError(`${held.name} has ${held.count} images: judge by ${held.count} at most`);
  const order = randomStream(0, 'factorial', 'images').permutation(held.count);
  const block = seed % blocks;
  return pick(held, order.subarray(block * count, (block + 1) * count));
}

/** The errors of a network under every condition. Throws Interrupted. */
export async function judgeUnderAll<S extends CommonSettings>(
  surroundings: Pick<Surroundings, 'progress' | 'signal'>,
  system: System<S>,
  network: Network,
  images: LabelledImages,
  settings: S,
): Promise<ErrorUnder[]> {
  const judged: ErrorUnder[] = [];
  for (const { condition, strength } of JUDGED) {
    const { apply } = CONDITIONS.find(
      ({ name }) => name === condition,
    ) as (typeof CONDITIONS)[number];
    const shown = apply(images, strength, settings.seed);
    const answers = evaluateSystem(system, network, shown, settings);
    const { goodness, readout } = errorReport(await collect(surroundings, shown, answers));
    judged.push({ condition, strength, ...(goodness !== undefined && { goodness }), readout });
  }
  return judged;
}
