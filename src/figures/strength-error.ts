import type { SeriesLook } from '../charts/looks';

/** The error of a reading on images that were made harder, in per cent, and its interval. */
export interface StrengthError {
  readonly condition: string;
  /** What the strength is counted in. */
  readonly unit: string;
  /** 0: the images as they are. */
  readonly strength: number;
  readonly reading: string;
  readonly percent: number;
  readonly low: number;
  readonly high: number;
  /** Of each network by itself. */
  readonly each?: readonly { readonly percent: number }[];
}

/** The errors of single networks, where there are several. */
export function singles(each: StrengthError['each'] = []): number[] {
  return each.length > 1 ? each.map(({ percent }) => percent) : [];
}

/** A reading, and how it is told from others. */
export interface ReadingLook extends SeriesLook {
  readonly reading: string;
}
