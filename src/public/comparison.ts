// `topdown/comparison`: readings of networks, what each costs, and what tells them apart on the same images.

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
