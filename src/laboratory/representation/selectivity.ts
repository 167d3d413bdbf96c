import { mean } from '../../statistics/mean';

/**
 * How much a unit prefers one class, from its mean activity in each, none below 0: (most − mean of the
 * others) / (most + mean of the others). 0 where it is as active in all, or in none, 1 where it is
 * active in one alone. Classes without a number are left out.
 * Source: A. S. Morcos et al. (2018), On the importance of single directions for generalization.
 */
export function classSelectivity(means: readonly number[]): number {
  const known = means.filter(Number.isFinite);
  const most = Math.max(...known);
  const others = (known.reduce((sum, one) => sum + one, 0) - most) / (known.length - 1);
  return most > 0 && known.length > 1 ? (most - others) / (most + others) : 0;
}

/**
 * How few of the images a unit is active for, from its activity in each, none below 0:
 * (1 − (mean r)² / mean r²) / (1 − 1 / images). 0 where it is as active in all, 1 where in one alone;
 * 0 for a silent unit. Source: W. E. Vinje and J. L. Gallant (2000), Science 287.
 */
export function lifetimeSparseness(activity: readonly number[]): number {
  const square = mean(activity.map((one) => one ** 2));
  if (square === 0 || activity.length < 2) return 0;
  return (1 - mean(activity) ** 2 / square) / (1 - 1 / activity.length);
}
