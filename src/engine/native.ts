import * as tf from '@tensorflow/tfjs-core';
import type { TensorInfo } from './ops';

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

/** Whether an operation of TensorFlow multiplies matrices. */
export function isProduct(op: string): boolean {
  return op.includes('MatMul');
}

/** Does `work`; `before` is told what a tensor holds before anybody there reads its numbers, and may throw. */
export function watchingReads<T>(before: (data: object) => void, work: () => T): T {
  const engine = tf.engine();
  const { readSync } = engine;
  engine.readSync = (data) => {
    before(data);
    return readSync.call(engine, data);
  };
  try {
    return work();
  } finally {
    engine.readSync = readSync;
  }
}

/** A value as TensorFlow itself takes it, of types that tfjs has none for among them. */
export interface NativeValue {
  readonly type: 'TF_STRING' | 'TF_INT32' | 'TF_INT64' | 'TF_FLOAT' | 'TF_UINT8';
  readonly shape: readonly number[];
  readonly values: NodeJS.TypedArray | readonly Uint8Array[];
}

/** Something that TensorFlow has open, a writer of files say, by its number. */
export interface Resource {
  readonly resource: number;
}

/**
 * Calls an operation of TensorFlow for what it does, not for what it gives. No tensor is left
 * behind. Throws what TensorFlow says.
 */
export function effect(
  native: Native,
  op: string,
  attributes: readonly Attribute[],
  inputs: readonly (NativeValue | Resource | TensorInfo)[],
): void {
  const { binding } = native;
  const made: number[] = [];
  const numberOf = (input: NativeValue | Resource | TensorInfo): number => {
    if ('resource' in input) return input.resource;
    if ('dataId' in input) return native.getInputTensorIds([input])[0] as number;
    const { type, shape, values } = input;
    const id = binding.createTensor(shape, binding[type] as number, values);
    made.push(id);
    return id;
  };
  try {
    binding.executeOp(op, attributes, inputs.map(numberOf), 0);
  } finally {
    for (const id of made) binding.deleteTensor(id);
  }
}

export const text = (content: string): NativeValue => ({
  type: 'TF_STRING',
  shape: [],
  values: [Buffer.from(content)],
});

/** A whole number from 0 to 2³¹ - 1. */
export const int32 = (value: number): NativeValue => ({
  type: 'TF_INT32',
  shape: [],
  values: Int32Array.of(value),
});

/** The same, as TensorFlow counts steps. */
export const int64 = (value: number): NativeValue => ({
  type: 'TF_INT64',
  shape: [],
  values: Int32Array.of(value, 0),
});

export const float = (value: number): NativeValue => ({
  type: 'TF_FLOAT',
  shape: [],
  values: Float32Array.of(value),
});

/** Bytes, such as the pixels of a picture. */
export const bytes = (values: Uint8Array, ...shape: number[]): NativeValue => ({
  type: 'TF_UINT8',
  shape,
  values,
});
