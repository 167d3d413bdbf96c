import { BACKPROPAGATION } from '../../feedforward/backpropagation';
import { LAYER_BY_LAYER } from '../../feedforward/frugal-lesson';
import { labelInImage } from '../../feedforward/label-in-image';
import { SIDE_BY_SIDE } from '../../feedforward/pair-lesson';
import type { CommonSettings } from '../../learning/settings';
import type { System } from '../../learning/system';

/** A way of training a feed-forward network, by what it keeps while it learns. */
export interface Way {
  readonly words: string;
  readonly system: System<CommonSettings>;
}

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

export type WayName = keyof typeof WAYS;

export const WAY_NAMES = Object.keys(WAYS) as [WayName, ...WayName[]];
