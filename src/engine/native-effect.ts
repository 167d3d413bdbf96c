import type { Attribute, Native } from './native';
import type { TensorInfo } from './ops';

/** A value as TensorFlow itself takes it, of types that tfjs has none for among them. */
export interface Value {
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
  inputs: readonly (Value | Resource | TensorInfo)[],
): void {
  const { binding } = native;
  const made: number[] = [];
  const numberOf = (input: Value | Resource | TensorInfo): number => {
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

export const text = (content: string): Value => ({
  type: 'TF_STRING',
  shape: [],
  values: [Buffer.from(content)],
});

/** A whole number from 0 to 2³¹ - 1. */
export const int32 = (value: number): Value => ({
  type: 'TF_INT32',
  shape: [],
  values: Int32Array.of(value),
});

/** The same, as TensorFlow counts steps. */
export const int64 = (value: number): Value => ({
  type: 'TF_INT64',
  shape: [],
  values: Int32Array.of(value, 0),
});

export const float = (value: number): Value => ({
  type: 'TF_FLOAT',
  shape: [],
  values: Float32Array.of(value),
});

/** Bytes, such as the pixels of a picture. */
export const bytes = (values: Uint8Array, ...shape: number[]): Value => ({
  type: 'TF_UINT8',
  shape,
  values,
});
