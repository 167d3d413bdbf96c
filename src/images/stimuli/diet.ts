import type { RandomStream } from '../../engine/random';
import { InputError } from '../../input/errors';
import { LARGEST_SEED } from '../../input/limits';
import { type Batch, gather } from '../batches';
import type { LabelledImages } from '../labelled-images';
import { pick, slice } from '../split';
import type { Condition } from './condition';
import { CONDITIONS } from './conditions';
import { FEWEST } from './distractors';

/** A condition at one of its strengths. */
interface Serving {
  readonly condition: Condition;
  readonly strength: number;
}

/**
 * What a word of a diet stands for: `gaussian-noise`, all strengths of that condition;
 * `gaussian-noise:0.35`, one. Throws InputError for a condition that there is not, or for a strength that
 * it does not take.
 */
export function servingsOf(word: string): readonly Serving[] {
  const [name, told, ...more] = word.split(':');
  const condition = CONDITIONS.find((one) => one.name === name);
  if (!condition || more.length > 0)
    throw new InputError(
      `no condition "${word}": write a name, or name:strength; there are ${CONDITIONS.map((one) => one.name).join(', ')}`,
    );
  if (told === undefined) return condition.strengths.map((strength) => ({ condition, strength }));
  const strength = told.trim() === '' ? Number.NaN : Number(told);
  if (Number.isNaN(strength))
    throw new InputError(
      `"${word}" has no strength: write ${condition.name}:${condition.strengths[0]}, for one`,
    );
  condition.apply(NOTHING, strength, 0);
  return [{ condition, strength }];
}

/** Images that a strength is tried on: none, so that nothing but the strength is looked at. */
const NOTHING: LabelledImages = {
  ...{ name: 'nothing', count: 0, rows: 1, columns: 1, channels: 1, classes: 1, classNames: ['0'] },
  ...{ pixels: new Uint8Array(0), labels: new Uint8Array(0) },
};

/**
 * Throws InputError where a batch has fewer images than a serving takes: where other images of the batch lie in
 * each picture, one image alone has none.
 */
export function checkServed(diet: readonly string[], batch: number): void {
  const hungry = diet
    .flatMap(servingsOf)
    .find(({ condition: { fewest = 1 }, strength }) => strength > 0 && batch < fewest);
  if (!hungry) return;
  const { name, fewest } = hungry.condition;
  throw new InputError(
    `with ${name}, other images of the batch lie in each picture, and a batch of ${batch} has none: choose a batch of ${fewest} or more`,
  );
}

/**
 * The images at these indices as a diet serves them. Each serving gets an equal part of them, two
 * images at least, if the batch has them; where there are more servings than parts, as many as there are parts
 * take their turn, in an order that `random` begins anywhere. What a condition draws, and the distractors that it takes from
 * other images of the same part, are of this batch alone. Throws InputError for a diet that is none, or that
 * such a batch cannot be served (`checkServed`).
 */
export function gatherFed(
  images: LabelledImages,
  indices: Uint32Array,
  diet: readonly string[],
  random: RandomStream,
): Batch {
  const servings = diet.flatMap(servingsOf);
  const batch = pick(images, indices);
  const parts = Math.max(1, Math.min(servings.length, Math.floor(batch.count / FEWEST)));
  const turn = random.integer(0, servings.length - 1);
  const seed = random.integer(0, LARGEST_SEED);
  const fed = pick(images, indices);
  for (let part = 0; part < parts; part++) {
    const [start, end] = [part, part + 1].map((at) => Math.round((at * batch.count) / parts));
    const { condition, strength } = servings[(turn + part) % servings.length] as Serving;
    const served = condition.apply(slice(batch, start as number, end), strength, seed);
    fed.pixels.set(served.pixels, ((start as number) * fed.pixels.length) / batch.count);
  }
  return gather(fed, Uint32Array.from(fed.labels.keys()));
}
