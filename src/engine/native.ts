import * as tf from '@tensorflow/tfjs-core';

/** An attribute of a native operation, as tfjs-node passes it. */
export interface Attribute {
  readonly name: string;
  readonly type: number;
  readonly value: unknown;
}

/** The layer below tfjs: constants by name, and tensors by number. Who makes one deletes it. */
export interface Binding {
  readonly [constant: `TF_${string}`]: number;
  /** The values of text are bytes; those of int64 pairs of int32, the lower half first. */
  createTensor(
    shape: readonly number[],
    type: number,
    values: NodeJS.TypedArray | readonly Uint8Array[],
  ): number;
  deleteTensor(tensor: number): void;
  executeOp(
    op: string,
    attributes: readonly Attribute[],
    inputs: readonly number[],
    outputs: number,
  ): readonly { readonly id: number }[];
}

/** What tfjs-node's backend offers beyond tfjs: TensorFlow's operations by name, and graphs. */
export interface Native {
  readonly binding: Binding;
  executeSingleOutput(op: string, attributes: Attribute[], inputs: tf.TensorInfo[]): tf.Tensor;
  executeMultipleOutputs(
    op: string,
    attributes: Attribute[],
    inputs: tf.TensorInfo[],
    outputs: number,
  ): tf.Tensor[];
  /** The numbers of tfjs's tensors in the layer below; they stay tfjs's. */
  getInputTensorIds(tensors: readonly tf.TensorInfo[]): number[];
  readSync(data: object): Float32Array | Int32Array | Uint8Array;
  loadSavedModelMetaGraph(folder: string, tags: string): number;
  runSavedModel(
    model: number,
    inputs: readonly tf.TensorInfo[],
    names: readonly { readonly name: string }[],
    outputs: readonly string[],
  ): tf.Tensor[];
}

/** The native engine's backend, where it is what computes. */
export function nativeBackend(): Native | undefined {
  return tf.getBackend() === 'tensorflow' ? (tf.backend() as unknown as Native) : undefined;
}
