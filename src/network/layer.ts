import { z } from 'zod';
import { limited } from '../input/limits';

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

/** The clamped layer at the bottom. */
export interface InputLayer extends Layer {
  /**
   * What is taken from each channel of the pixels, which are 0 … 1, before anything else is done to them:
   * [channels]. Where there is none, they are taken as they are.
   */
  readonly mean?: readonly number[] | undefined;
}

/** How many there are of units, or of places and channels along an axis, as files hold it. */
export const countSchema = z.int().min(1).max(1_000_000);

/** The most hidden layers that are read from a file. */
export const MOST_LAYERS = 1000;

/** How many classes a network may tell apart. */
export const CLASSES = { least: 2, most: 255 } as const;

/** A layer as files hold it. */
const layerShape = {
  name: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'lower-case letters, digits and _'),
  units: countSchema,
  map: z
    .strictObject({ rows: countSchema, columns: countSchema, channels: countSchema })
    .optional(),
};

const IS_MAP = { message: 'a map has rows × columns × channels units', path: ['units'] };

function isMap({ units, map }: Pick<Layer, 'units' | 'map'>): boolean {
  return !map || map.rows * map.columns * map.channels === units;
}

export const layerSchema: z.ZodType<Layer> = z.strictObject(layerShape).refine(isMap, IS_MAP);

/** The most channels that an image has whose means a file holds. */
const MOST_CHANNELS = 1000;

/** The layer of the pixels as files hold it. */
export const inputSchema: z.ZodType<InputLayer> = z
  .strictObject({
    ...layerShape,
    mean: limited(z.array(z.number().min(0).max(1)).min(1), MOST_CHANNELS).optional(),
  })
  .refine(isMap, IS_MAP)
  .refine(({ map, mean }) => !mean || mean.length === map?.channels, {
    message: 'there is a mean for each channel of the map',
    path: ['mean'],
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
