import * as tf from './ops';

/** What a compiled function takes and gives: tensors within records and lists. */
type Tree = unknown;

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

/** The tensors of an input, each once, by what they hold. */
export class Inputs {
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
export function signature(tree: Tree, found: Inputs): string {
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

/** Puts an output together from inputs and results. */
export type Rebuild<Output> = (
  inputs: readonly tf.Tensor[],
  results: readonly tf.Tensor[],
) => Output;

/** How to put an output together again from other inputs and results; its tensors go into `found`. */
export function outline<Output>(
  tree: Tree,
  inputs: readonly tf.Tensor[],
  found: tf.Tensor[],
): Rebuild<Output> {
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
  return build(tree) as Rebuild<Output>;
}
