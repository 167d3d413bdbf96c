import { z } from 'zod';

/** Places in rows and columns, each with the same channels. */
export interface MapShape {
  readonly rows: number;
  readonly columns: number;
  readonly channels: number;
}

/** A layer of units. */
export interface Layer {
  /** As files and messages call it: `layer_1`. */
  readonly name: string;
  readonly units: number;
  /**
   * Where it is a map: its units lie place by place, row by row, the channels of a place together.
   */
  readonly map?: MapShape | undefined;
}

/** How many there are of units, or of places and channels along an axis, as files hold it. */
export const countSchema = z.int().min(1).max(1_000_000);

/** The most hidden layers that are read from a file. */
export const MOST_LAYERS = 1000;

/** How many classes a network may tell apart. */
export const CLASSES = { least: 2, most: 255 } as const;

/** A layer as files hold it. */
export const layerSchema: z.ZodType<Layer> = z
  .strictObject({
    name: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'lower-case letters, digits and _'),
    units: countSchema,
    map: z
      .strictObject({ rows: countSchema, columns: countSchema, channels: countSchema })
      .optional(),
  })
  .refine(({ units, map }) => !map || map.rows * map.columns * map.channels === units, {
    message: 'a map has rows × columns × channels units',
    path: ['units'],
  });

/** A layer that is a map. */
export function mapLayer(name: string, { rows, columns, channels }: MapShape): Layer {
  return { name, units: rows * columns * channels, map: { rows, columns, channels } };
}

/** Hidden layers of so many units, or maps of these shapes, lowest first: `layer_1`, `layer_2` … */
export function hiddenLayers(each: readonly (number | MapShape)[]): readonly Layer[] {
  return each.map((one, index) => {
    const name = `layer_${index + 1}`;
    return typeof one === 'number' ? { name, units: one } : mapLayer(name, one);
  });
}
