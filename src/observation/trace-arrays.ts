import type { TraceAbout } from './trace-about';
import { isWord, NONE_HELD, WORD_CODES } from './trace-hypotheses';
import type { Traced, TracedLayer, TraceSelection } from './trace-selection';

/** Everything that is known of a trace before its first number. */
export interface TraceDeclaration {
  readonly selection: TraceSelection;
  /** True label of each image of the selection. */
  readonly labels: ArrayLike<number>;
  /** The label held for each image under each hypothesis, row by row, where it differs from image to image (`heldLabels`). */
  readonly held?: Int32Array | undefined;
  /** The label at the top at each step under each hypothesis, row by row, where it differs from step to step. */
  readonly heldBySteps?: Int32Array | undefined;
  readonly about: TraceAbout;
}

/** One array of a trace, as Zarr describes it. */
export interface TraceArray {
  readonly name: string;
  readonly dims: readonly string[];
  readonly shape: readonly number[];
  readonly chunks: readonly number[];
  readonly attributes: Readonly<Record<string, string>>;
  /** The numbers of a coordinate; an array without is float32 and filled as the images are seen. */
  readonly values?: Int32Array;
}

/** A chunk is one step of so many images that it stays near this size, in bytes. */
const CHUNK_BYTES = 4 * 2 ** 20;
const MOST_IMAGES = 64;

/** Images in a chunk, which is also how many are watched at once. */
export function imagesPerChunk({ images, hypotheses, layers, variables }: TraceSelection): number {
  const units = variables.some((one) => one !== 'goodness')
    ? Math.max(...layers.map((layer) => layer.units.length))
    : layers.length;
  const fitting = Math.floor(CHUNK_BYTES / (4 * hypotheses.length * units));
  return Math.max(1, Math.min(fitting, MOST_IMAGES, images.length));
}

/** Bytes of a trace before compression; a layer that no label has reached takes next to nothing. */
export function traceBytes({
  images,
  hypotheses,
  layers,
  steps,
  variables,
}: TraceSelection): number {
  const units = layers.reduce((sum, layer) => sum + layer.units.length, 0);
  const each = { activity: units, normalised: units, goodness: layers.length };
  const numbers = variables.reduce((sum, one) => sum + each[one], 0);
  return 4 * images.length * hypotheses.length * steps.length * numbers;
}

/** The arrays of a trace: coordinates first, then the variables of each layer. */
export function traceArrays(declaration: TraceDeclaration): readonly TraceArray[] {
  const { selection, labels } = declaration;
  const held = heldArrays(declaration);
  return [
    ...coordinates(selection, labels),
    ...held,
    ...variables(selection, ['label', ...held.map(({ name }) => name)].join(' ')),
  ];
}

/** Which label was held: for each image, and at each step, under each hypothesis. */
function heldArrays({ selection, held, heldBySteps }: TraceDeclaration): TraceArray[] {
  const { images, hypotheses, steps } = selection;
  const attributes = {
    ...{ long_name: 'label held at the top', units: '1' },
    description: `Label held at the top; ${NONE_HELD} where none was.`,
  };
  const one = (name: string, dims: readonly string[], shape: number[], values?: Int32Array) =>
    values ? [{ name, dims, shape, chunks: shape, attributes, values }] : [];
  return [
    ...one('held', ['image', 'hypothesis'], [images.length, hypotheses.length], held),
    ...one('held_by_step', ['hypothesis', 'step'], [hypotheses.length, steps.length], heldBySteps),
  ];
}

/** `activity_2`, `normalised_1`; goodness holds every layer. */
export function arrayName(traced: Traced, layer: number): string {
  return traced === 'goodness' ? traced : `${traced}_${layer}`;
}

function coordinates(selection: TraceSelection, labels: ArrayLike<number>): TraceArray[] {
  const { images, hypotheses, layers, steps } = selection;
  const one = (
    name: string,
    values: ArrayLike<number>,
    long_name: string,
    description: string,
    dim = name,
  ): TraceArray => ({
    name,
    dims: [dim],
    shape: [values.length],
    chunks: [values.length],
    attributes: { long_name, units: '1', description },
    values: Int32Array.from(values),
  });
  return [
    one('image', images, 'image', 'Index of the image in the data set, from 0.'),
    one('label', labels, 'true label', 'What the image shows, according to the data set.', 'image'),
    one('hypothesis', hypotheses, 'label hypothesis', hypothesesInWords(hypotheses)),
    one('step', steps, 'time step', 'Time steps done; 0 is the bottom-up pass.'),
    one(
      'layer',
      layers.map(({ layer }) => layer),
      'hidden layer',
      'Hidden layer, from 1, the lowest.',
    ),
    ...layers.map(({ layer, units }) =>
      one(
        `unit_${layer}`,
        units,
        `unit of layer ${layer}`,
        `Unit of hidden layer ${layer}, from 0.`,
      ),
    ),
  ];
}

/** What the numbers along the axis of hypotheses are. */
function hypothesesInWords(hypotheses: readonly number[]): string {
  if (!hypotheses.some(isWord)) return 'Label held at the top of the network.';
  const { none, true: truth, answer } = WORD_CODES;
  return `What is held at the top of the network: ${none} nothing, ${truth} the true label, ${answer} the label that the network answers; \`held\` tells which label that was.`;
}

function variables(selection: TraceSelection, coordinates: string): TraceArray[] {
  const { images, hypotheses, layers, steps, variables } = selection;
  const chunk = imagesPerChunk(selection);
  const one = (name: string, last: string, length: number, long: string, says: string) => ({
    name,
    dims: ['image', 'hypothesis', 'step', last],
    shape: [images.length, hypotheses.length, steps.length, length],
    chunks: [chunk, hypotheses.length, 1, length],
    attributes: { long_name: long, units: '1', description: says, coordinates },
  });
  const ofLayer = (traced: Traced, long: string, says: string) => (layer: TracedLayer) =>
    one(
      arrayName(traced, layer.layer),
      `unit_${layer.layer}`,
      layer.units.length,
      `${long} of layer ${layer.layer}`,
      says,
    );
  const make: Record<Traced, () => TraceArray[]> = {
    activity: () => layers.map(ofLayer('activity', 'activity', 'Activity before normalisation.')),
    normalised: () =>
      layers.map(
        ofLayer('normalised', 'normalised activity', 'Activity at mean square 1 over all units.'),
      ),
    goodness: () => [
      one(
        'goodness',
        'layer',
        layers.length,
        'goodness',
        'Sum of squared activity over all units.',
      ),
    ],
  };
  return variables.flatMap((traced) => make[traced]());
}

/** A Python string: JSON's escapes are Python's too. */
const quote = (text: string): string => JSON.stringify(text);

/**
 * The Python that opens what is recorded (xarray with zarr 3; pandas with pyarrow), for messages
 * and documentation. A trace that is not complete has no metadata in one place to open it by.
 */
export const openInPython = {
  trace: (folder: string) => `import xarray; trace = xarray.open_zarr(${quote(folder)})`,
  incompleteTrace: (folder: string) =>
    `import xarray; trace = xarray.open_zarr(${quote(folder)}, consolidated=False)`,
  zippedTrace: (file: string) =>
    `import xarray, zarr; trace = xarray.open_zarr(zarr.storage.ZipStore(${quote(file)}))`,
  table: (table: string) => `import pandas; table = pandas.read_parquet(${quote(table)})`,
  metrics: (table: string) => `import pandas; metrics = pandas.read_parquet(${quote(table)})`,
} as const;
