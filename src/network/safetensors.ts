import { Float16Array } from '@petamoriken/float16';

/** Named arrays of numbers and words about them, as a safetensors file holds them. */
export interface TensorFile {
  readonly tensors: ReadonlyMap<string, StoredTensor>;
  readonly metadata: Readonly<Record<string, string>>;
}

/** One array, row by row. */
export interface StoredTensor {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** How precisely a file holds its numbers: float32 as they are, or rounded to float16. */
export type Precision = keyof typeof PRECISIONS;

/** What each of them is: bytes of a number, and how numbers are written and read. */
export const PRECISIONS = {
  F32: {
    bytes: Float32Array.BYTES_PER_ELEMENT,
    from: (values: Float32Array) => values,
    read: (data: ArrayBuffer, offset: number, count: number) =>
      // Copied, because its place need not be a multiple of 4: numbers of 2 bytes may come before it.
      new Float32Array(data.slice(offset, offset + Float32Array.BYTES_PER_ELEMENT * count)),
  },
  F16: {
    bytes: Float16Array.BYTES_PER_ELEMENT,
    from: (values: Float32Array) => Float16Array.from(values),
    read: (data: ArrayBuffer, offset: number, count: number) =>
      Float32Array.from(new Float16Array(data, offset, count)),
  },
};

/** Bytes of the length that a file begins with. */
export const LENGTH_BYTES = 8;
const SPACE = 0x20;

/**
 * The bytes of a safetensors file: the header's length (8 bytes, little-endian), a JSON header
 * padded with spaces to a multiple of 8, then the numbers. Equal content gives equal bytes.
 */
export function encodeSafetensors(
  { tensors, metadata }: TensorFile,
  precision: Precision = 'F32',
): Uint8Array {
  const { bytes, from } = PRECISIONS[precision];
  const entries: Record<string, unknown> = { __metadata__: metadata };
  let size = 0;
  for (const [name, { shape, values }] of tensors) {
    const end = size + values.length * bytes;
    entries[name] = { dtype: precision, shape, data_offsets: [size, end] };
    size = end;
  }
  const json = new TextEncoder().encode(JSON.stringify(entries));
  const headerLength = Math.ceil(json.length / LENGTH_BYTES) * LENGTH_BYTES;
  const file = new Uint8Array(LENGTH_BYTES + headerLength + size).fill(SPACE);
  new DataView(file.buffer).setBigUint64(0, BigInt(headerLength), true);
  file.set(json, LENGTH_BYTES);
  let at = LENGTH_BYTES + headerLength;
  for (const { values } of tensors.values()) {
    const numbers = from(values);
    file.set(new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength), at);
    at += numbers.byteLength;
  }
  return file;
}
