/**
 * Intervals, paired tests, families of tests, resampling: how sure a figure is.
 *
 * {@link wilson} gives the interval of an error of one network, {@link bootstrapError} that of several networks on
 * the same images, both resampled. Two readings of the same images are compared by {@link pairedCounts},
 * {@link mcnemar} (exact), {@link pairedDifference} (Newcombe’s interval) and {@link matchedOdds};
 * {@link holm} corrects a family of tests. All are plain functions of numbers.
 *
 * @module topdown/statistics
 */

export {
  type BootstrapOptions,
  bootstrapDifference,
  bootstrapError,
  bootstrapMean,
  type Mean,
  type Resampled,
} from '../statistics/bootstrap';
export { type MatchedOdds, matchedOdds } from '../statistics/matched-odds';
export {
  holm,
  mcnemar,
  type PairedCounts,
  type PairedTest,
  pairedCounts,
} from '../statistics/mcnemar';
export { type Difference, pairedDifference } from '../statistics/paired-difference';
export { type Share, wilson } from '../statistics/wilson';
