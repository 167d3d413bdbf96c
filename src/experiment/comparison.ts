import type { Network } from '../network/network';
import { silenceTopDown } from '../network/silence-top-down';
import type { Evaluation } from '../perception/evaluate';
import { errorShare } from '../statistics/error-share';
import { mcnemar, type PairedTest } from '../statistics/mcnemar';
import type { Share } from '../statistics/wilson';

/** One way of reading the network on a set of images. */
export interface SystemResult {
  readonly error: Share;
  /** Most frequent confusions, the most frequent first. */
  readonly confusions: readonly Confusion[];
}

/** How often images of one label were taken for another. */
export interface Confusion {
  readonly label: number;
  readonly takenFor: number;
  readonly count: number;
}

/** The same network read in three ways on the same images. */
export interface Comparison {
  readonly images: number;
  readonly systems: Readonly<Record<SystemName, SystemResult>>;
  /** Each pair of systems on the same images. */
  readonly pairs: readonly (PairedTest & { first: SystemName; second: SystemName })[];
  /** Error in % when one step alone decides, from step 1: with and without top-down weights. */
  readonly byStep: Readonly<Record<'topDown' | 'bottomUpOnly', readonly number[]>>;
}

/**
 * `topDown`: goodness of each label, accumulated over the window.
 * `readout`: the one-pass softmax on the bottom-up pass.
 * `bottomUpOnly`: as topDown, with the top-down weights between hidden layers silenced; the label
 * still drives the highest layer, or there would be nothing to tell labels apart.
 */
export type SystemName = 'topDown' | 'readout' | 'bottomUpOnly';

/** How many confusions a comparison keeps. */
const CONFUSIONS = 10;

/** Reads `network` in three ways on the same images, which `judge` shows to a network. */
export async function compare(
  network: Network,
  judge: (network: Network) => Promise<Evaluation>,
): Promise<Comparison> {
  const intact = await judge(network);
  const silenced = silenceTopDown(network);
  try {
    return summarise(intact, await judge(silenced.network));
  } finally {
    silenced.dispose();
  }
}

function summarise(intact: Evaluation, silenced: Evaluation): Comparison {
  const { labels } = intact;
  const answers: Record<SystemName, Uint8Array> = {
    topDown: intact.goodness as Uint8Array,
    readout: intact.readout,
    bottomUpOnly: silenced.goodness as Uint8Array,
  };
  const result = (name: SystemName): SystemResult => ({
    error: errorShare(answers[name], labels),
    confusions: confusions(answers[name], labels),
  });
  const pair = (first: SystemName, second: SystemName) => ({
    first,
    second,
    ...mcnemar(answers[first], answers[second], labels),
  });
  const byStep = ({ byStep }: Evaluation) => byStep.map((step) => errorShare(step, labels).percent);
  return {
    images: labels.length,
    systems: {
      topDown: result('topDown'),
      readout: result('readout'),
      bottomUpOnly: result('bottomUpOnly'),
    },
    pairs: [
      pair('topDown', 'readout'),
      pair('topDown', 'bottomUpOnly'),
      pair('readout', 'bottomUpOnly'),
    ],
    byStep: { topDown: byStep(intact), bottomUpOnly: byStep(silenced) },
  };
}

function confusions(answers: Uint8Array, labels: Uint8Array): Confusion[] {
  const counts = new Map<string, Confusion>();
  for (const [at, label] of labels.entries()) {
    const takenFor = answers[at] as number;
    if (takenFor === label) continue;
    const before = counts.get(`${label} ${takenFor}`)?.count ?? 0;
    counts.set(`${label} ${takenFor}`, { label, takenFor, count: before + 1 });
  }
  return [...counts.values()].sort((one, other) => other.count - one.count).slice(0, CONFUSIONS);
}
