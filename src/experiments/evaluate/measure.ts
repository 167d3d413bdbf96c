import { z } from 'zod';
import type { LabelledImages } from '../../images/labelled-images';
import type { CommonSettings } from '../../learning/settings';
import type { System } from '../../learning/system';
import type { Network } from '../../network/network';
import { batchByBatch, checkRecognition } from '../../perception/evaluate';
import { accumulate, winners } from '../../perception/recognise';
import { type Surroundings, stopIfInterrupted } from '../../runs/scenario';
import type { WatchedAtOnce } from './grid';

const count = z.int().min(0);

/** How many images a network got wrong that watched them with one damping. */
export const countsSchema = z.object({
  /** By the goodness of each window, in the order of the ways of watching. */
  ways: z.array(count),
  /** By the goodness of one step alone, from step 1. */
  byStep: z.array(count),
  /** By the readout of one pass. */
  readout: count,
});

export type Counts = z.output<typeof countsSchema>;

/** A network that is watched, and what it is told of how. */
interface Watched<S extends CommonSettings> {
  readonly system: System<S>;
  readonly network: Network;
  readonly settings: S;
}

/**
 * Has a network watch all images with one damping, and counts what it gets wrong by each window, each step,
 * and its readout. Throws Interrupted.
 */
export async function countWrong<S extends CommonSettings>(
  { progress, signal }: Pick<Surroundings, 'progress' | 'signal'>,
  { system, network, settings }: Watched<S>,
  images: LabelledImages,
  { damping, steps, ways }: WatchedAtOnce,
): Promise<Counts> {
  const asked = { ...settings, damping, steps };
  const total = { ways: ways.map(() => 0), byStep: new Array<number>(steps).fill(0), readout: 0 };
  const bar = progress(`damping ${damping}, ${steps} steps`, images.count);
  try {
    const parts = batchByBatch(images, (pixels, { labels }) => {
      const seen = system.recognise(network, pixels, asked);
      checkRecognition(seen, labels.length, images.classes);
      const wrong = (values: Float32Array) =>
        winners(values, seen.classes).filter((answer, at) => answer !== labels[at]).length;
      for (const [at, { window }] of ways.entries())
        total.ways[at] = (total.ways[at] ?? 0) + wrong(accumulate(seen, window));
      for (const [at, scores] of seen.scores.entries())
        total.byStep[at] = (total.byStep[at] ?? 0) + wrong(scores);
      total.readout += wrong(seen.logits);
      return labels.length;
    });
    for await (const done of parts) {
      stopIfInterrupted(signal);
      bar.advance(done);
    }
  } finally {
    bar.done();
  }
  return total;
}
