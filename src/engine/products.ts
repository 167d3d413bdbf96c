import type { GraphBeingWritten, GraphRun, OpenGraph } from './compiled';
import { type Attribute, isProduct, type Native } from './native';
import type { Tensor, TensorInfo } from './ops';
import { precisionNow } from './precision';

/**
 * Has every matrix product that is called by itself run as a graph of its own, which serves every shape.
 * As an operation it would run on the main thread, where signals arrive and break the heap
 * (`backend.ts`); so would those of a compiled function while it is written down or called as it stands.
 */
export function productsAsGraphs(native: Native, open: OpenGraph): void {
  const graphs = new Map<string, GraphRun>();
  const { executeSingleOutput } = native;
  native.executeSingleOutput = (op, attributes, factors) => {
    if (!isProduct(op)) return executeSingleOutput.call(native, op, attributes, factors);
    // A graph is given each tensor once.
    const distinct = [...new Map(factors.map((one) => [one.dataId, one])).values()];
    const places = factors.map(({ dataId }) => distinct.findIndex((one) => one.dataId === dataId));
    const dtypes = factors.map(({ dtype }) => dtype);
    const key = JSON.stringify([precisionNow(), op, attributes, places, dtypes]);
    const run =
      graphs.get(key) ?? written(open(native, precisionNow()), op, attributes, factors, distinct);
    graphs.set(key, run);
    return run(distinct)[0] as Tensor;
  };
}

/** The graph of one operation. */
function written(
  graph: GraphBeingWritten,
  op: string,
  attributes: readonly Attribute[],
  operands: readonly TensorInfo[],
  distinct: readonly TensorInfo[],
): GraphRun {
  for (const tensor of distinct) graph.input(tensor);
  const { dtype } = operands[0] as TensorInfo;
  const given: TensorInfo = { dataId: {}, shape: [], dtype };
  graph.operation(op, attributes, operands, [given]);
  return graph.close([given]);
}
