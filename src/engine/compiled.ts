import { type Attribute, type Native, nativeBackend, watchingReads } from './native';
import type * as tf from './ops';
import { type Precision, precisionNow } from './precision';
import { Inputs, outline, type Rebuild, signature } from './signature';
import { tidy } from './tidy';

/** Runs a graph: the values of its inputs in, those of its results out. */
export type GraphRun = (inputs: readonly tf.TensorInfo[]) => tf.Tensor[];

/** A graph that is written down, operation by operation, and then run as a whole. */
export interface GraphBeingWritten {
  /** A value that each run is given. */
  input(tensor: tf.TensorInfo): void;
  /** An operation and what it gave. */
  operation(
    op: string,
    attributes: readonly Attribute[],
    inputs: readonly tf.TensorInfo[],
    outputs: readonly tf.TensorInfo[],
  ): void;
  /** Whether it computes this value, or is given it: it will be another one at the next run. */
  computes(dataId: object): boolean;
  /** The finished graph, which gives `results`. */
  close(results: readonly tf.TensorInfo[]): GraphRun;
}

/** Begins a graph, whose products take numbers of this precision. */
export type OpenGraph = (native: Native, precision: Precision) => GraphBeingWritten;

/** How the engine that runs writes graphs; undefined where it has none. */
let newGraph: OpenGraph | undefined;

/** Has compiled functions run as graphs of this kind, from now on, on the native engine. */
export function compileInto(graph: OpenGraph): void {
  newGraph = graph;
}

/** How one shape of input is computed from its second time on. */
interface Plan<Output> {
  readonly run: GraphRun;
  readonly rebuild: Rebuild<Output>;
}

/** Whether compiled functions are called as they stand: while one is written down, or on demand. */
let plain = false;

/** Does `work` with every compiled function called as it stands, operation by operation. */
export function plainly<T>(work: () => T): T {
  const before = plain;
  plain = true;
  try {
    return work();
  } finally {
    plain = before;
  }
}

/**
 * The same function as one native call. The first time that inputs of these shapes come, it is
 * called once to write every operation it calls into a graph (`Graph`); the graph then does the
 * work, that time and every other. Engines other than the native one call it as it stands.
 *
 * `work` must call the same operations, with the same constants, whenever its inputs have the same
 * shapes and hold the same plain values. Throws where it looks at the numbers in a tensor.
 * Returns new tensors, except where `work` hands back an input itself; of a clone it makes another.
 */
export function compiled<Input extends object, Output>(
  work: (input: Input) => Output,
): (input: Input) => Output {
  const plans = new Map<string, Plan<Output>>();
  return (input) => {
    const native = nativeBackend();
    if (!native || !newGraph || plain) return work(input);
    const found = new Inputs();
    const precision = precisionNow();
    const key = precision + signature(input, found);
    const inputs = found.tensors;
    const plan =
      plans.get(key) ?? record(newGraph(native, precision), native, () => work(input), inputs);
    plans.set(key, plan);
    return plan.rebuild(inputs, plan.run(inputs));
  };
}

/** Calls `work`, writing down what it calls. */
function record<Output>(
  graph: GraphBeingWritten,
  native: Native,
  work: () => Output,
  inputs: readonly tf.Tensor[],
): Plan<Output> {
  for (const tensor of inputs) graph.input(tensor);
  const { executeSingleOutput, executeMultipleOutputs } = native;
  native.executeSingleOutput = (op, attributes, operands) => {
    const result = executeSingleOutput.call(native, op, attributes, operands);
    graph.operation(op, attributes, operands, [result]);
    return result;
  };
  native.executeMultipleOutputs = (op, attributes, operands, count) => {
    const results = executeMultipleOutputs.call(native, op, attributes, operands, count);
    graph.operation(op, attributes, operands, results);
    return results;
  };
  const unread = (data: object): void => {
    if (graph.computes(data))
      throw new Error(
        'what is computed as one call cannot look at the numbers of a tensor on the way',
      );
  };
  try {
    return tidy(() => {
      const results: tf.Tensor[] = [];
      const rebuild = outline<Output>(
        watchingReads(unread, () => plainly(work)),
        inputs,
        results,
      );
      return { run: graph.close(results), rebuild };
    });
  } finally {
    native.executeSingleOutput = executeSingleOutput;
    native.executeMultipleOutputs = executeMultipleOutputs;
  }
}
