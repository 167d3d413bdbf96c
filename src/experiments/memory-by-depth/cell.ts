import { z } from 'zod';
import type { Labelling } from '../../data/labelling';
import type { EngineName } from '../../engine/engines';
import type { CommonSettings } from '../../learning/settings';
import type { System } from '../../learning/system';
import { BACKPROPAGATION } from '../../learning/systems/backpropagation';
import { labelInImage } from '../../learning/systems/label-in-image';
import { LAYER_BY_LAYER } from '../../learning/systems/layer-by-layer';
import { SIDE_BY_SIDE } from '../../learning/systems/side-by-side';

/** What is measured in a process of its own: a way of training, at one depth. */
export interface Part extends Labelling {
  readonly way: MemoryCell['way'];
  /** Hidden layers. */
  readonly depth: number;
  /** Units of each of them. */
  readonly units: number;
  /** Images in a batch. */
  readonly batch: number;
  readonly seed: number;
  readonly engine: EngineName;
  readonly dataSet: string;
  /** The folder with its files, where it is not to be looked for. */
  readonly data?: string | undefined;
}

const bytes = z.int().min(0);

/** The ways whose memory is compared. All train the same weights. */
export const WAYS = {
  'all-at-once': {
    words: 'Forward-Forward, all layers at once',
    system: labelInImage(SIDE_BY_SIDE),
  },
  backpropagation: { words: 'backpropagation', system: BACKPROPAGATION },
  'layer-by-layer': {
    words: 'Forward-Forward, layer by layer',
    system: labelInImage(LAYER_BY_LAYER),
  },
} as const satisfies Record<string, Way>;

export const WAY_NAMES = Object.keys(WAYS) as [WayName, ...WayName[]];

/** What training took, in one way, at one depth. */
export const memoryCell = z.object({
  way: z.enum(WAY_NAMES),
  depth: z.int(),
  units: z.int(),
  batch: z.int(),
  /** Bytes of the network's weights and biases. */
  weights: bytes,
  /** Resident memory of the process, with images and learner, before its first batch. */
  residentBefore: bytes,
  /** The most that was ever resident, until after the last batch. */
  residentPeak: bytes,
  /** The most that live tensors held at a time while a batch was learnt, weights included. */
  livePeak: bytes,
  /** The same while its gradient is computed, beyond what must be there: weights, velocities and gradients. */
  liveBeyond: bytes,
  /** Of a batch: the median. */
  milliseconds: z.number(),
});

export type MemoryCell = z.infer<typeof memoryCell>;

/** A way of training a feed-forward network, by what it keeps while it learns. */
interface Way {
  readonly words: string;
  readonly system: System<CommonSettings>;
}

type WayName = keyof typeof WAYS;
