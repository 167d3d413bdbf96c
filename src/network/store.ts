import { z } from 'zod';
import * as tf from '../engine/ops';
import { InputError, inShort } from '../input/errors';
import { limited } from '../input/limits';
import { type Architecture, leadsUp, type Sizes } from './architecture';
import { architectureSchema } from './check-architecture';
import { CLASSES, countSchema, MOST_LAYERS } from './layer';
import { type Network, networkOf, parametersOf } from './network';
import type { StoredTensor, TensorFile } from './safetensors';
import { transformOf } from './transforms/transforms';
import type { Wire } from './wires';

/**
 * What files call their format. The number rises whenever a program that knows the one before would
 * read a file wrongly. Each format that was ever written is still read, and what it answers stays the
 * same to the bit; docs/model.md has the rule.
 */
export const FORMAT = 'topdown network 2';
/** The first one held sizes alone: all layers were dense, and saw their neighbours. */
const FIRST_FORMAT = 'topdown network 1';

const firstSizesSchema = z.strictObject({
  pixels: countSchema,
  hidden: limited(z.array(countSchema).min(1), MOST_LAYERS),
  classes: countSchema.min(CLASSES.least).max(CLASSES.most),
  topDown: z.literal(false).optional(),
  reads: z.literal('highest').optional(),
});

/** The numbers of a tensor, for a file. */
export function store(tensor: tf.Tensor): StoredTensor {
  return { shape: tensor.shape, values: tensor.dataSync<'float32'>() };
}

/** The parameters of a network by name, for a file; `prefix` tells several of a file apart. */
export function storeNetwork(network: Network, prefix = ''): [string, StoredTensor][] {
  return parametersOf(network).map(({ name, tensor }) => [`${prefix}${name}`, store(tensor)]);
}

/**
 * The architecture that a checkpoint says it has; `firstFormat` gives it from the sizes that the first
 * format holds.
 */
export function storedArchitecture(
  { metadata }: TensorFile,
  path: string,
  firstFormat: (sizes: Sizes) => Architecture,
): Architecture {
  const { architecture, sizes } = metadata;
  return formatOf(metadata, path) === FORMAT
    ? parseMetadata(architectureSchema, architecture, 'architecture', path)
    : fromFirst(parseMetadata(firstSizesSchema, sizes, 'sizes', path), path, firstFormat);
}

function fromFirst(
  { topDown, reads: _, ...sizes }: z.infer<typeof firstSizesSchema>,
  path: string,
  firstFormat: (sizes: Sizes) => Architecture,
): Architecture {
  const architecture = firstFormat(sizes);
  if (leadsUp(architecture) === (topDown === false)) return architecture;
  throw new InputError(
    `${path} is not a valid checkpoint: ${topDown === false ? 'nothing leads down in it' : 'it has top-down weights'}, which is not so in networks of its system`,
  );
}

/** The format of a file's metadata. Throws InputError where it is none that is known. */
export function formatOf({ format }: TensorFile['metadata'], path: string): string {
  if (format === FORMAT || format === FIRST_FORMAT) return format;
  throw new InputError(
    format?.startsWith(FORMAT.slice(0, -1))
      ? `${path} is a ${inShort(format)}, and this program reads up to ${FORMAT}: take a newer one`
      : `${path} is a safetensors file, but not one of a topdown network`,
  );
}

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
    throw new InputError(`${path} is not a valid checkpoint: its ${name} cannot be read`);
  }
}

/** The network whose parameters a file holds under `prefix`. */
export function fetchNetwork(
  file: TensorFile,
  architecture: Architecture,
  path: string,
  prefix = '',
): Network {
  return networkOf(architecture, (name, shape, wire) =>
    fetchTensor(file, `${prefix}${name}`, shape, path, wire),
  );
}

/** A tensor of a file, if it has this shape and every number in it is finite. */
export function fetchTensor(
  { tensors }: TensorFile,
  name: string,
  shape: readonly number[],
  path: string,
  wire?: Wire,
): tf.Tensor {
  const refuse = (why: string) => new InputError(`${path} is not a valid checkpoint: ${why}`);
  const found = tensors.get(name);
  if (!found) throw refuse(`${name} is missing`);
  const stored = asDeclared(found, wire);
  if (stored.shape.join() !== shape.join())
    throw refuse(`${name} is ${stored.shape.join(' × ')}, not ${shape.join(' × ')}`);
  if (!stored.values.every(Number.isFinite))
    throw refuse(`${name} holds numbers that are not finite`);
  return tf.tensor(stored.values, [...shape], 'float32');
}

/** Weights that lay in a matrix once, as their transform holds them. */
function asDeclared(stored: StoredTensor, wire?: Wire): StoredTensor {
  if (!wire || stored.shape.join() !== [wire.from.units, wire.to.units].join()) return stored;
  const { ofMatrix, shape } = transformOf(wire.transform);
  return ofMatrix ? { values: ofMatrix(stored.values, wire), shape: shape(wire) } : stored;
}
