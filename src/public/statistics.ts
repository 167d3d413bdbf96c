// `topdown/statistics`: intervals, paired tests, families of tests, resampling: how sure a figure is.

export { bootstrapDifference, bootstrapError } from '../statistics/bootstrap';
export {
  type BootstrapOptions,
  bootstrapMean,
  type Mean,
  type Resampled,
} from '../statistics/bootstrap-mean';
export { holm } from '../statistics/holm';
export { type MatchedOdds, matchedOdds } from '../statistics/matched-odds';
export { mcnemar, type PairedTest } from '../statistics/mcnemar';
export { type PairedCounts, pairedCounts } from '../statistics/paired-counts';
export { type Difference, pairedDifference } from '../statistics/paired-difference';
export { type Share, wilson } from '../statistics/wilson';
