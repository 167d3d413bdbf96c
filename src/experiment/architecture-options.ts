import { z } from 'zod';
import type { LabelledImages } from '../data/labelled-images';
import type { CommonSettings } from '../learning/settings';
import type { System } from '../learning/system';
import type { Architecture } from '../network/architecture';
import { checkArchitecture } from '../network/check-architecture';
import { addLateral, freeze, leaveOut } from '../network/declare';
import type { MapShape } from '../network/layer';
import { CENTRED } from '../network/neighbours';
import { declaredArchitecture } from './declared-architecture';
import { layersFor } from './images';

const SHAPE = /^([1-9]\d{0,5})x([1-9]\d{0,5})x([1-9]\d{0,5})$/;
/** The units of hidden layers at the most, as of those that are no maps. */
const MOST_UNITS = 100_000;

const names = z.array(z.string().min(1).max(100)).max(100).optional();

/** What says how a network's layers are joined. */
export const architectureOptions = {
  maps: z
    .array(
      z
        .string()
        .regex(SHAPE, { error: 'write rows, columns and channels as 14x14x8', abort: true })
        .refine((text) => unitsIn(text) <= MOST_UNITS, `a layer has at most ${MOST_UNITS} units`),
    )
    .min(1)
    .max(100)
    .optional()
    .describe(
      'hidden layers as maps of rows x columns x channels, lowest first: each place sees a square of the maps next to its own, with weights of its own',
    )
    .meta({ value: 'shapes', insteadOf: ['hidden'] }),
  field: z
    .int()
    .min(1)
    .max(101)
    .optional()
    .describe(
      `places along a side of the square that a place of a map sees (default: ${CENTRED.field})`,
    ),
  with: z
    .array(z.enum(['lateral']))
    .optional()
    .describe('connections to have besides: lateral, each hidden layer to itself one step earlier')
    .meta({ value: 'names' }),
  without: names
    .describe(
      'connections to leave out: top-down (from a hidden layer to one below it), label, lateral, bottom-up, or one of them, as layer_1.top_down',
    )
    .meta({ value: 'names' }),
  freeze: names
    .describe('connections whose weights stay as they are drawn, by the same names')
    .meta({ value: 'names' }),
  architecture: z
    .string()
    .min(1)
    .optional()
    .describe('a JSON file that declares hidden layers and connections (docs/architectures.md)')
    .meta({ value: 'file', insteadOf: ['hidden', 'maps', 'field', 'with', 'without', 'freeze'] }),
};

/** The same for networks in which all leads up: nothing is lateral, or comes from above. */
export const { with: _, without: __, ...feedforwardArchitectureOptions } = architectureOptions;

/** What a person may say of a network's layers. */
export type ArchitectureOptions = Partial<z.output<z.ZodObject<typeof architectureOptions>>> & {
  /** Not there where another option stands in for it. */
  readonly hidden?: readonly number[] | undefined;
};

/**
 * The architecture that the options ask of a system, for such images.
 * Throws InputError where it cannot be.
 */
export function architectureFrom<S extends CommonSettings>(
  { architecture: joined }: Pick<System<S>, 'architecture'>,
  images: LabelledImages,
  options: ArchitectureOptions,
): Architecture {
  const { maps, hidden = [], field = CENTRED.field } = options;
  if (options.architecture !== undefined) return declaredArchitecture(options.architecture, images);
  let made = joined(layersFor(images, maps?.map(shapeIn) ?? hidden), { ...CENTRED, field });
  if (options.with?.includes('lateral')) made = addLateral(made, field);
  made = freeze(leaveOut(made, options.without ?? []), options.freeze ?? []);
  checkArchitecture(made);
  return made;
}

function shapeIn(text: string): MapShape {
  const [rows, columns, channels] = text.split('x').map(Number) as [number, number, number];
  return { rows, columns, channels };
}

function unitsIn(text: string): number {
  const { rows, columns, channels } = shapeIn(text);
  return rows * columns * channels;
}
