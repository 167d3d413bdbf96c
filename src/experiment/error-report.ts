import type { Evaluation } from '../perception/evaluate';
import { errorShare } from './error-share';
import type { Share } from './wilson';

/** How often a network was wrong on some images, in per cent. */
export interface ErrorReport {
  readonly images: number;
  /** By goodness, accumulated over the window. */
  readonly topDown: number;
  /** By the one-pass readout. */
  readonly readout: number;
  /** By the goodness of one step alone, from step 1. */
  readonly byStep: readonly number[];
  /** 95 % Wilson intervals. */
  readonly intervals: Readonly<Record<'topDown' | 'readout', Pick<Share, 'low' | 'high'>>>;
}

export function errorReport({ labels, topDown, readout, byStep }: Evaluation): ErrorReport {
  const [goodness, onePass] = [errorShare(topDown, labels), errorShare(readout, labels)];
  const interval = ({ low, high }: Share) => ({ low, high });
  return {
    images: labels.length,
    topDown: goodness.percent,
    readout: onePass.percent,
    byStep: byStep.map((answers) => errorShare(answers, labels).percent),
    intervals: { topDown: interval(goodness), readout: interval(onePass) },
  };
}
