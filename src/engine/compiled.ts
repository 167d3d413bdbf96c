import { type Attribute, type Native, nativeBackend, watchingReads } from './native';
import * as tf from './ops';
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

/** How the engine that runs writes graphs; undefined where it has none. */
let newGraph: ((native: Native) => GraphBeingWritten) | undefined;

/** Has compiled functions run as graphs of this kind, from now on, on the native engine. */
export function compileInto(graph: (native: Native) => GraphBeingWritten): void {
  newGraph = graph;
}

/** What a compiled function takes and gives: tensors within records and lists. */
type Tree = unknown;

/** How one shape of input is computed from its second time on. */
interface Plan<Output> {
  readonly run: GraphRun;
  readonly rebuild: (inputs: readonly tf.Tensor[], results: readonly tf.Tensor[]) => Output;
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
    const key = signature(input, found);
    const inputs = found.tensors;
    const plan = plans.get(key) ?? record(newGraph, native, () => work(input), inputs);
    plans.set(key, plan);
    return plan.rebuild(inputs, plan.run(inputs));
  };
}

/** What stands for a constant in signatures: the same for equal ones, however many there are. */
const constants = new WeakMap<object, string>();
const contents = new Map<string, string>();

/** Marks plain data that never changes, so that it is spelt out once and not at every call. */
export function constant<T extends object>(data: T): T {
  if (constants.has(data)) return data;
  const content = JSON.stringify(data);
  const name = contents.get(content) ?? `#${contents.size}`;
  contents.set(content, name);
  constants.set(data, name);
  return data;
}

/** Calls `work`, writing down what it calls. */
function record<Output>(
  open: (native: Native) => GraphBeingWritten,
  native: Native,
  work: () => Output,
  inputs: readonly tf.Tensor[],
): Plan<Output> {
  const graph = open(native);
  for (const tensor of inputs) graph.input(tensor);
  const { executeSingleOutput, executeMultipleOutputs } = native;
  native.executeSingleOutput = (op, attributes, operands) => {
    const result = op.includes('MatMul')
      ? alone(open, native, op, attributes, operands)
      : executeSingleOutput.call(native, op, attributes, operands);
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

/** Graphs of single products, which serve every shape. */
const products = new WeakMap<Native, Map<string, GraphRun>>();

/** A product as a graph of its own, so that while it is written down no signal can break it. */
function alone(
  open: (native: Native) => GraphBeingWritten,
  native: Native,
  op: string,
  attributes: readonly Attribute[],
  operands: readonly tf.TensorInfo[],
): tf.Tensor {
  const known = products.get(native) ?? new Map<string, GraphRun>();
  products.set(native, known);
  const distinct = [...new Map(operands.map((one) => [one.dataId, one])).values()];
  const places = operands.map(({ dataId }) => distinct.findIndex((one) => one.dataId === dataId));
  const key = JSON.stringify([op, attributes, places, operands.map(({ dtype }) => dtype)]);
  let run = known.get(key);
  if (!run) {
    const graph = open(native);
    const given: tf.TensorInfo = { dataId: {}, shape: [], dtype: 'float32' };
    for (const tensor of distinct) graph.input(tensor);
    graph.operation(op, attributes, operands, [given]);
    run = graph.close([given]);
    known.set(key, run);
  }
  return run(distinct)[0] as tf.Tensor;
}

/** The tensors of an input, each once, by what they hold. */
class Inputs {
  readonly tensors: tf.Tensor[] = [];
  private readonly places = new Map<object, number>();

  /** Where it is, or holds the same as one that is; where it was not until now, it is the last. */
  placeOf(tensor: tf.Tensor): number {
    const known = this.places.get(tensor.dataId);
    if (known !== undefined) return known;
    this.places.set(tensor.dataId, this.tensors.length);
    return this.tensors.push(tensor) - 1;
  }
}

/**
 * Everything about an input that decides which operations run: shapes, plain values, and which of
 * its tensors are one and the same. The tensors go into `found`.
 */
function signature(tree: Tree, found: Inputs): string {
  if (tree instanceof tf.Tensor) return `${tree.dtype}${tree.shape}@${found.placeOf(tree)}`;
  if (typeof tree === 'function') throw new Error('a function does not tell what it computes');
  if (typeof tree !== 'object' || tree === null) return String(tree);
  const known = constants.get(tree);
  if (known !== undefined) return known;
  let parts = '';
  for (const name in tree)
    parts += `${name}:${signature((tree as Record<string, Tree>)[name], found)},`;
  return `{${parts}}`;
}

/** How to put an output together again from other inputs and results; its tensors go into `found`. */
function outline<Output>(
  tree: Tree,
  inputs: readonly tf.Tensor[],
  found: tf.Tensor[],
): Plan<Output>['rebuild'] {
  const build = (part: Tree): ((from: readonly tf.Tensor[], to: readonly tf.Tensor[]) => Tree) => {
    if (part instanceof tf.Tensor) {
      const given = inputs.findIndex((input) => input.dataId === part.dataId);
      if (given >= 0 && inputs[given] === part) return (from) => from[given];
      if (given >= 0) return (from) => tf.clone(from[given] as tf.Tensor);
      const at = found.push(part) - 1;
      return (_, results) => results[at];
    }
    if (typeof part !== 'object' || part === null || constants.has(part)) return () => part;
    if (Array.isArray(part)) {
      const parts = part.map(build);
      return (from, to) => parts.map((one) => one(from, to));
    }
    const parts = Object.entries(part).map(([name, one]) => [name, build(one)] as const);
    return (from, to) => Object.fromEntries(parts.map(([name, one]) => [name, one(from, to)]));
  };
  return build(tree) as Plan<Output>['rebuild'];
}
