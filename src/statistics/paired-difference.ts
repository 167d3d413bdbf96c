import jStat from 'jstat';
import type { PairedCounts } from './mcnemar';
import { wilson } from './wilson';

/** A difference of two error rates in percentage points, and the interval that holds the true one. */
export interface Difference {
  /** Error of the first less error of the second: below 0 where the first is better. */
  readonly points: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The difference of two systems' errors on the same images, with its interval (95 % unless told),
 * which is made of the Wilson intervals of the two errors and of the correlation φ of the two
 * systems' mistakes. With l, u the limits of error p: below p₁ − p₂ it reaches
 *
 *     √( (p₁−l₁)² − 2φ (p₁−l₁)(u₂−p₂) + (u₂−p₂)² ),
 *
 * and above it the same with 1 and 2 exchanged. It has a width where no image tells the systems
 * apart, and never leaves −100 … 100.
 *
 * Source: R. G. Newcombe (1998), Stat. Med. 17, 2635–2650, method 10.
 * @throws RangeError when there are no images.
 */
export function pairedDifference(counts: PairedCounts, confidence = 0.95): Difference {
  const { bothRight, onlyFirst, onlySecond, bothWrong } = counts;
  const images = bothRight + onlyFirst + onlySecond + bothWrong;
  if (images === 0) throw new RangeError('the difference of two errors needs at least one image');
  const first = wilson(onlySecond + bothWrong, images, confidence);
  const second = wilson(onlyFirst + bothWrong, images, confidence);
  const points = (100 * (onlySecond - onlyFirst)) / images;
  const phi = correlation(counts, images);
  const below = joined(first.percent - first.low, second.high - second.percent, phi);
  const above = joined(first.high - first.percent, second.percent - second.low, phi);
  return { points, low: points - below, high: points + above };
}

/** The standard error of which the longer side of such a 95 % interval is as many as that of a normal distribution. */
export function standardErrorOf({ points, low, high }: Difference): number {
  return Math.max(points - low, high - points) / jStat.normal.inv(0.975, 0, 1);
}

/** √(x² − 2φxy + y²) */
function joined(x: number, y: number, phi: number): number {
  return Math.sqrt(x ** 2 - 2 * phi * x * y + y ** 2);
}

/**
 * φ of the paired table, its numerator brought towards 0 by half the images (but not past it) if
 * positive, as the method asks; 0 where a system is always right or always wrong.
 */
function correlation(counts: PairedCounts, images: number): number {
  const { bothRight, onlyFirst, onlySecond, bothWrong } = counts;
  const margins =
    (bothRight + onlyFirst) *
    (bothWrong + onlySecond) *
    (bothRight + onlySecond) *
    (bothWrong + onlyFirst);
  if (margins === 0) return 0;
  const together = bothRight * bothWrong - onlyFirst * onlySecond;
  return (together > 0 ? Math.max(0, together - images / 2) : together) / Math.sqrt(margins);
}
