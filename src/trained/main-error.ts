import type { ErrorReport } from './error-report';

/** An error in per cent with its interval, by goodness, or by the readout where no labels are tried. */
export interface MainError {
  readonly percent: number;
  readonly low: number;
  readonly high: number;
  readonly images: number;
  readonly by: 'goodness' | 'readout';
}

/** The error by which a network is known. */
export function mainError({ images, goodness, readout, intervals }: ErrorReport): MainError {
  if (goodness !== undefined && intervals.goodness)
    return { percent: goodness, ...intervals.goodness, images, by: 'goodness' };
  return { percent: readout, ...intervals.readout, images, by: 'readout' };
}
