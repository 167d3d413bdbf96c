import { plainly } from '../src/engine/compiled';
import { nativeBackend } from '../src/engine/native';

/** What one kind of operation takes of a piece of work. */
export interface OperationCost {
  readonly operation: string;
  readonly calls: number;
  readonly milliseconds: number;
}

/**
 * Where the time of `work` goes, operation by operation, dearest first: it is called as it stands,
 * not as a graph, and each native call is timed. Empty where the engine is not the native one.
 */
export function operations(work: () => unknown, times: number): OperationCost[] {
  const native = nativeBackend();
  if (!native) return [];
  const costs = new Map<string, { calls: number; milliseconds: number }>();
  const single = native.executeSingleOutput;
  native.executeSingleOutput = (op, attributes, inputs) => {
    const start = performance.now();
    const result = single.call(native, op, attributes, inputs);
    const { calls, milliseconds } = costs.get(op) ?? { calls: 0, milliseconds: 0 };
    costs.set(op, {
      calls: calls + 1 / times,
      milliseconds: milliseconds + (performance.now() - start) / times,
    });
    return result;
  };
  try {
    for (let time = 0; time < times; time++) plainly(work);
  } finally {
    native.executeSingleOutput = single;
  }
  return [...costs]
    .map(([operation, cost]) => ({ operation, ...cost }))
    .sort((one, other) => other.milliseconds - one.milliseconds);
}
