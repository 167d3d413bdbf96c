import { z } from 'zod';
import { readJson } from '../src/machine/read-json';
import type { InferenceCost } from './inference';
import type { Machine } from './machine';
import type { OperationCost } from './operations';
import type { Part } from './part';
import type { PeerCost } from './peer/beside-peer';
import type { StartUp } from './start-up';
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
  readonly maps: readonly Measured<BatchCost>[];
  /** With products of bfloat16: null where they are not added up in float32 (`whyNotAt`). */
  readonly rounded: readonly Measured<BatchCost | null>[];
  /** Beside PyTorch: null where it is not installed. */
  readonly beside: readonly Measured<PeerCost | null>[];
  readonly operations: readonly Measured<readonly OperationCost[]>[];
  readonly inference: readonly Measured<InferenceCost>[];
  readonly depth: readonly Measured<BatchCost>[];
  readonly width: readonly Measured<BatchCost>[];
  readonly steps: readonly Measured<BatchCost>[];
  readonly hypotheses: readonly Measured<InferenceCost>[];
  readonly checkpoint: Measured<WritingSpeed>;
  readonly trace: Measured<WritingSpeed>;
  readonly startUp: StartUp;
  /** The largest share of the cores' time that others took while nothing was measured: 0 … 1. */
  readonly busy: number;
}

/** Those that could be measured here. */
export function withResult<T>(all: readonly Measured<T | null>[]): Measured<T>[] {
  return all.filter((one): one is Measured<T> => one.result !== null);
}

/** What was measured, in words. */
export function layersInWords({ maps, precision }: Part, hidden: readonly number[]): string {
  const layers = maps ? `maps ${maps.maps.join(',')}, fields of ${maps.field}` : hidden.join(',');
  return precision ? `${layers}, ${precision}` : layers;
}

const one = z.looseObject({ part: z.looseObject({}), result: z.looseObject({}) });
const [all, some] = [z.array(one), z.array(one.extend({ result: one.shape.result.nullable() }))];
const kept = z.looseObject({ training: all, maps: all, rounded: some, inference: all });

/** Bytes of the largest file of findings that is read. */
const MOST = 2 ** 24;

/** The findings in a file that `--write` has written. Throws InputError where it holds none. */
export function findingsIn(file: string): Findings {
  const schema = kept as unknown as z.ZodType<Findings>;
  return readJson(file, { what: 'what the benchmark found', schema, most: MOST });
}
