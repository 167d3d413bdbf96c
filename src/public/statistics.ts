// `topdown/statistics`: intervals, paired tests, families of tests, resampling: how sure a figure is.

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
