import type { InferenceCost } from './inference';
import type { Machine } from './machine';
import type { OperationCost } from './operations';
import type { Part } from './part';
import type { BatchCost } from './training-batch';
import type { WritingSpeed } from './writing';

/** A measurement and the peak memory of the process that did it. */
export interface Measured<T> {
  readonly part: Part;
  readonly result: T;
  readonly peakMegabytes: number;
}

/** Everything that the benchmark found. */
export interface Findings {
  readonly machine: Machine;
  readonly training: readonly Measured<BatchCost>[];
  readonly operations: readonly Measured<readonly OperationCost[]>[];
  readonly inference: readonly Measured<InferenceCost>[];
  readonly depth: readonly Measured<BatchCost>[];
  readonly width: readonly Measured<BatchCost>[];
  readonly steps: readonly Measured<BatchCost>[];
  readonly hypotheses: readonly Measured<InferenceCost>[];
  readonly images: readonly Measured<BatchCost>[];
  readonly checkpoint: Measured<WritingSpeed>;
  readonly trace: Measured<WritingSpeed>;
  /** Seconds until `topdown --help` has been printed. */
  readonly startUp: number;
}
