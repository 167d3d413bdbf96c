/**
 * Readings of networks, their costs, and their differences on the same images.
 *
 * {@link compareNetworks} has several networks recognise the same images under the same conditions and returns
 * errors, paired differences with their tests, and costs; {@link summaryTables} puts them into words. A
 * {@link Reading} is one way in which one network recognises; {@link comparedRecurrent} gives those of a recurrent
 * network, {@link comparedNetwork} those of any. {@link perceptionMultiplyAdds} and
 * {@link passMultiplyAdds} count the multiply-adds of the matrix products that are computed.
 *
 * @module topdown/comparison
 */

export { compareNetworks, type NetworkComparison } from '../comparison/compare-networks';
export type { JudgedContrast, NamedContrast } from '../comparison/contrasts';
export {
  type Compared,
  checkAmong,
  comparedNetwork,
  comparedRecurrent,
} from '../comparison/networks';
export type { SeededReading } from '../comparison/reading';
export type { ComparisonSummary } from '../comparison/summary';
export { summaryTables } from '../comparison/tables';
export { onePassMultiplyAdds, onePassReading, type Reading } from '../learning/reading';
export { passMultiplyAdds, perceptionMultiplyAdds, type Work } from '../perception/multiply-adds';
