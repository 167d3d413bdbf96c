/**
 * How certain a figure is: intervals, tests of a difference and of no difference, families of tests.
 *
 * {@link wilson} gives the interval of an error of one network. {@link crossedEstimate} gives that of the mean over
 * several networks that saw the same images; it generalises to other networks and other images. Two readings of the
 * same images are compared by {@link pairedCounts}, {@link mcnemar} (exact), {@link pairedDifference} (Newcombe’s
 * interval) and {@link matchedOdds}; {@link holm} corrects a family of tests. All are plain functions of numbers.
 *
 * @module topdown/statistics
 */

export {
  type CrossedEstimate,
  type CrossedTable,
  crossedEstimate,
} from '../statistics/crossed-estimate';
export { holm } from '../statistics/holm';
export { type MatchedOdds, matchedOdds } from '../statistics/matched-odds';
export {
  mcnemar,
  type PairedCounts,
  type PairedTest,
  pairedCounts,
} from '../statistics/mcnemar';
export { type Difference, pairedDifference } from '../statistics/paired-difference';
export { differenceP, equivalenceP, smallestDetectable, type Tested } from '../statistics/t-test';
export { type Expectation, type Judgement, judgeFamily } from '../statistics/verdicts';
export { type Share, wilson } from '../statistics/wilson';
