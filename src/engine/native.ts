import * as tf from '@tensorflow/tfjs-core';

/** An attribute of a native operation, as tfjs-node passes it. */
export interface Attribute {
  readonly name: string;
  readonly type: number;
  readonly value: unknown;
}

/** What tfjs-node's backend offers beyond tfjs: TensorFlow's operations by name, and graphs. */
export interface Native {
  readonly binding: Readonly<Record<string, number>>;
  executeSingleOutput(op: string, attributes: Attribute[], inputs: tf.TensorInfo[]): tf.Tensor;
  executeMultipleOutputs(
    op: string,
    attributes: Attribute[],
    inputs: tf.TensorInfo[],
    outputs: number,
  ): tf.Tensor[];
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
