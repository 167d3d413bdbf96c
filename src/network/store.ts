import { z } from 'zod';
import { InputError } from '../engine/errors';
import * as tf from '../engine/ops';
import { limited } from '../engine/read-json';
import type { FeedforwardNetwork } from './network';
import { networkOf, parametersOf } from './parameters';
import type { StoredTensor, TensorFile } from './safetensors';
import type { Sizes } from './sizes';

const units = z.int().min(1).max(1_000_000);

/** Sizes as records and checkpoints hold them. */
export const sizesSchema: z.ZodType<Sizes> = z.strictObject({
  pixels: units,
  hidden: limited(z.array(units).min(1), 1000),
  classes: units.min(2).max(255),
  topDown: z.literal(false).optional(),
  reads: z.literal('highest').optional(),
});

/** The numbers of a tensor, for a file. */
export function store(tensor: tf.Tensor): StoredTensor {
  return { shape: tensor.shape, values: tensor.dataSync<'float32'>() };
}

/** The parameters of a network by name, for a file; `prefix` tells several of a file apart. */
export function storeNetwork(network: FeedforwardNetwork, prefix = ''): [string, StoredTensor][] {
  return parametersOf(network).map(({ name, tensor }) => [`${prefix}${name}`, store(tensor)]);
}

/** The sizes that a checkpoint says it has. */
export function storedSizes({ metadata }: TensorFile, path: string): Sizes {
  const { format, sizes } = metadata;
  if (format !== FORMAT)
    throw new InputError(`${path} is a safetensors file, but not one of a topdown network`);
  return parseMetadata(sizesSchema, sizes, 'sizes', path);
}

/** What a checkpoint calls its format. */
export const FORMAT = 'topdown network 1';

/** A piece of metadata, checked. */
export function parseMetadata<T>(
  schema: z.ZodType<T>,
  text: string | undefined,
  name: string,
  path: string,
): T {
  try {
    return schema.parse(JSON.parse(text ?? ''));
  } catch {
    throw new InputError(`${path} is not a sound checkpoint: its ${name} cannot be read`);
  }
}

/** The network whose parameters a file holds under `prefix`. */
export function fetchNetwork<N extends FeedforwardNetwork>(
  file: TensorFile,
  sizes: Sizes,
  path: string,
  prefix = '',
): N {
  return networkOf<N>(sizes, (name, shape) => fetchTensor(file, `${prefix}${name}`, shape, path));
}

/** A tensor of a file, if it has this shape and every number in it is finite. */
export function fetchTensor(
  { tensors }: TensorFile,
  name: string,
  shape: readonly number[],
  path: string,
): tf.Tensor {
  const refuse = (why: string) => new InputError(`${path} is not a sound checkpoint: ${why}`);
  const stored = tensors.get(name);
  if (!stored) throw refuse(`${name} is missing`);
  if (stored.shape.join() !== shape.join())
    throw refuse(`${name} is ${stored.shape.join(' × ')}, not ${shape.join(' × ')}`);
  if (!stored.values.every(Number.isFinite))
    throw refuse(`${name} holds numbers that are not finite`);
  return tf.tensor(stored.values, [...shape], 'float32');
}
