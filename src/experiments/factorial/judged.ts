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

/** How often a network was wrong under one condition, in per cent of the images that it was shown. */
export const judgedSchema = z.object({
  condition: z.enum(JUDGED.map(({ condition }) => condition)),
  strength: z.number(),
  /** By the goodness of every label; where labels are tried. */
  goodness: z.number().optional(),
  /** In one pass. */
  readout: z.number(),
});

type ErrorUnder = z.infer<typeof judgedSchema>;

/**
 * `count` of the held-out images, in random order: consecutive seeds have disjoint images, as long as there
 * are enough. So networks of one seed see the same images, whatever their arm, and networks of ten seeds
 * differ in their images as well as in their weights: an interval over seeds covers both.
 * Throws InputError where there are fewer.
 */
export function imagesOfSeed(held: LabelledImages, count: number, seed: number): LabelledImages {
  const blocks = Math.floor(held.count / count);
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
