// `topdown/statistics`: intervals, tests of differences and of no difference, families of tests: how sure a figure is.

export {
  type CrossedEstimate,
  type CrossedTable,
  crossedEstimate,
} from '../statistics/crossed-estimate';
export { type MatchedOdds, matchedOdds } from '../statistics/matched-odds';
export {
  holm,
  mcnemar,
  type PairedCounts,
  type PairedTest,
  pairedCounts,
} from '../statistics/mcnemar';
export { type Difference, pairedDifference } from '../statistics/paired-difference';
export { differenceP, equivalenceP, smallestDetectable, type Tested } from '../statistics/t-test';
export { type Expectation, type Judgement, judgeFamily } from '../statistics/verdicts';
export { type Share, wilson } from '../statistics/wilson';
