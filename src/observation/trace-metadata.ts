import { z } from 'zod';
import { limited } from '../engine/limited';
import { MOST_COUNTED } from '../engine/whole-numbers';

/** Axes of an array at the most; a trace's have up to four. */
const MOST_AXES = 8;

const AXIS = /^(image|hypothesis|step|layer|unit_\d{1,4})$/;

const lengths = limited(z.array(z.int().min(1).max(MOST_COUNTED)).min(1), MOST_AXES);

/** What a trace writes about an array (Zarr v3); another program's way of packing is not read. */
export const traceArrayMetadata = z
  .object({
    zarr_format: z.literal(3),
    node_type: z.literal('array'),
    shape: lengths,
    data_type: z.enum(['float32', 'int32']),
    chunk_grid: z.object({
      name: z.literal('regular'),
      configuration: z.object({ chunk_shape: lengths }),
    }),
    chunk_key_encoding: z.object({
      name: z.literal('default'),
      configuration: z.object({ separator: z.literal('/') }),
    }),
    codecs: z.tuple([
      z.object({
        name: z.literal('bytes'),
        configuration: z.object({ endian: z.literal('little') }),
      }),
      z.object({
        name: z.literal('zstd'),
        configuration: z.object({ level: z.int(), checksum: z.boolean() }),
      }),
    ]),
    fill_value: z.union([z.literal('NaN'), z.literal(0)]),
    dimension_names: limited(z.array(z.string().regex(AXIS)), MOST_AXES),
  })
  .refine(({ shape, dimension_names: names }) => new Set(names).size === shape.length)
  .refine(({ shape, dimension_names: { length } }) => shape.length === length)
  .refine(({ shape, chunk_grid: { configuration } }) => {
    const chunks = configuration.chunk_shape;
    return chunks.length === shape.length && chunks.every((one, at) => one <= (shape[at] ?? 0));
  });

export type TraceArrayMetadata = z.infer<typeof traceArrayMetadata>;

/** The group that a trace is. */
export const traceGroupMetadata = z.object({
  zarr_format: z.literal(3),
  node_type: z.literal('group'),
  attributes: z.record(z.string(), z.unknown()),
});
