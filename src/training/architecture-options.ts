import { z } from 'zod';
import { channelMeans } from '../images/channel-means';
import { type LabelledImages, shapeInWords } from '../images/labelled-images';
import { InputError } from '../input/errors';
import { limited } from '../input/limits';
import type { CommonSettings } from '../learning/settings';
import type { System } from '../learning/system';
import { readJson } from '../machine/read-json';
import type { Architecture } from '../network/architecture';
import {
  architectureSchema,
  checkArchitecture,
  checkArchitectureIn,
} from '../network/check-architecture';
import { type MapShape, MOST_LAYERS } from '../network/layer';
import { CENTRED, readUnlessTold } from '../network/neighbours';
import { addLateral, freeze, leaveOut } from '../network/variants';
import { layersFor } from '../runs/images';
import { NAMES_FILES } from '../runs/named-files';

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
      'hidden layers as maps of rows x columns x channels, lowest first: each place sees a square of the neighbouring maps, with weights of its own',
    )
    .meta({ value: 'shapes', insteadOf: ['hidden'] }),
  field: z
    .int()
    .min(1)
    .max(101)
    .optional()
    .describe(
      `side of the square that each place of a map sees, in places (default: ${CENTRED.field})`,
    ),
  centre: z
    .boolean()
    .default(false)
    .describe('subtract each channel’s mean over the training images from the pixels'),
  with: z
    .array(z.enum(['lateral']))
    .optional()
    .describe('connections to add: lateral, from each hidden layer to itself, one step later')
    .meta({ value: 'names' }),
  without: names
    .describe(
      'connections to leave out: top-down (from a hidden layer to one below it), label, lateral, bottom-up, or a single one, such as layer_1.top_down',
    )
    .meta({ value: 'names' }),
  freeze: names
    .describe('connections whose weights keep their initial values, named as for --without')
    .meta({ value: 'names' }),
  architecture: z
    .string()
    .min(1)
    .optional()
    .describe('a JSON file that declares hidden layers and connections (docs/architectures.md)')
    .meta({
      ...NAMES_FILES,
      value: 'file',
      insteadOf: ['hidden', 'maps', 'field', 'centre', 'with', 'without', 'freeze'],
    }),
};

/** The same for networks in which all leads up: nothing is lateral, or comes from above; their pixels stay as they are. */
export const {
  with: _,
  without: __,
  centre: ___,
  ...feedforwardArchitectureOptions
} = architectureOptions;

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
  const layers = layersFor(images, maps?.map(shapeIn) ?? hidden);
  const input = options.centre ? { ...layers.input, mean: channelMeans(images) } : layers.input;
  let made = joined({ ...layers, input }, { ...CENTRED, field });
  if (options.with?.includes('lateral')) made = addLateral(made, field);
  if (field !== CENTRED.field) checkSquares(made, field);
  made = freeze(leaveOut(made, options.without ?? []), options.freeze ?? []);
  checkArchitecture(made);
  return made;
}

/** Throws InputError where nothing sees squares of this side, which is not the usual one: records of earlier versions name that one always. */
function checkSquares({ connections }: Architecture, field: number): void {
  if (connections.some(({ transform }) => transform.kind === 'local' && transform.field === field))
    return;
  throw new InputError(
    `--field ${field} is the side of the squares that maps see, and nothing here sees such squares: give hidden layers as --maps`,
  );
}

function shapeIn(text: string): MapShape {
  const [rows, columns, channels] = text.split('x').map(Number) as [number, number, number];
  return { rows, columns, channels };
}

function unitsIn(text: string): number {
  const { rows, columns, channels } = shapeIn(text);
  return rows * columns * channels;
}

/** Bytes of a file with an architecture, at the most. */
const MOST_BYTES = 2 ** 20;

/** What a file may declare: what is clamped is as the images have it. */
const declaration = z.looseObject({ hidden: z.unknown(), connections: z.unknown() });
const namesOfLayers = z.object({
  hidden: limited(z.array(z.looseObject({ name: z.string() })), MOST_LAYERS),
});

/** What the readout sees where a file does not say it; layers that are none are told of later. */
function readsOf(told: object): readonly string[] {
  const hidden = namesOfLayers.safeParse(told).data?.hidden ?? [];
  return readUnlessTold(hidden.map(({ name }) => name));
}

/**
 * The architecture that a file declares for such images. What it does not say of the clamped layers and the
 * readout is as usual. Throws InputError where it is none, or for other images.
 */
function declaredArchitecture(file: string, images: LabelledImages): Architecture {
  const { input, label } = layersFor(images, []);
  const completed = (told: object): unknown => ({ input, label, reads: readsOf(told), ...told });
  const kind = {
    what: 'an architecture',
    most: MOST_BYTES,
    remedy: 'docs/architectures.md shows one',
  };
  const schema = declaration.transform(completed).pipe(architectureSchema);
  const architecture = readJson(file, { ...kind, schema });
  checkArchitectureIn(file, architecture);
  for (const [wanted, found] of [
    [input, architecture.input],
    [label, architecture.label],
  ] as const)
    if (wanted.units !== found.units)
      throw new InputError(
        `${file} declares ${found.units} units of ${found.name}, and ${images.name} has ${wanted.units}`,
      );
  const [found, wanted] = [architecture.input.map ?? images, images].map(shapeInWords);
  if (found !== wanted)
    throw new InputError(`${file} declares pixels of ${found}, and ${images.name} has ${wanted}`);
  return architecture;
}
