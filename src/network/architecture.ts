import { z } from 'zod';
import { InputError } from '../engine/errors';
import { limited } from '../engine/limited';
import { hiddenLayers, type Layer, layerSchema } from './layer';
import type { Ends } from './transform';
import { transformSchema } from './transform-schema';
import { knownTransform, type TransformDeclaration, transformOf } from './transforms';

/** What one layer sees of another, or of itself one step earlier. */
export interface Connection {
  /** Names of layers. */
  readonly from: string;
  readonly to: string;
  readonly transform: TransformDeclaration;
  /** Its weights stay as they are drawn. */
  readonly frozen?: true | undefined;
}

/** What a network is, as plain data: layers, and what joins them. */
export interface Architecture {
  /** The clamped bottom: the pixels of an image. */
  readonly input: Layer;
  /** Layers 1 … L, lowest first. */
  readonly hidden: readonly Layer[];
  /** The clamped top: a unit for each class. */
  readonly label: Layer;
  readonly connections: readonly Connection[];
  /** Names of the hidden layers that the readout sees. */
  readonly reads: readonly string[];
}

/** How many units there are. */
export interface Sizes {
  /** Pixels of an image, each channel one (layer 0). */
  readonly pixels: number;
  /** Units of each hidden layer, lowest first (layers 1 … L). */
  readonly hidden: readonly number[];
  /** Labels (layer L+1). */
  readonly classes: number;
}

/** The most layers and connections that are read from a file. */
const MOST = 1000;

/** An architecture as files hold it. */
export const architectureSchema: z.ZodType<Architecture> = z
  .strictObject({
    input: layerSchema,
    hidden: limited(z.array(layerSchema).min(1), MOST),
    label: layerSchema.refine(({ units }) => units >= 2 && units <= 255, {
      message: 'a label has 2 to 255 classes',
    }),
    connections: limited(
      z.array(
        z.strictObject({
          from: z.string(),
          to: z.string(),
          transform: transformSchema,
          frozen: z.literal(true).optional(),
        }),
      ),
      MOST,
    ),
    reads: limited(z.array(z.string()).min(1), MOST),
  })
  .superRefine((architecture, context) => {
    const message = unsound(architecture);
    if (message) context.addIssue({ code: 'custom', message });
  });

/** Throws InputError where an architecture cannot be a network, or has a transform that nobody has registered. */
export function checkArchitecture(architecture: Architecture): void {
  const why = unsound(architecture);
  if (why) throw new InputError(why);
  for (const { transform } of architecture.connections) transformOf(transform);
}

/** The same of one that was read from a file, which the message names. */
export function checkArchitectureIn(file: string, architecture: Architecture): void {
  try {
    checkArchitecture(architecture);
  } catch (error) {
    throw error instanceof InputError ? new InputError(`${file}: ${error.message}`) : error;
  }
}

/** Why an architecture cannot be a network; undefined where it can. */
function unsound({ input, hidden, label, connections, reads }: Architecture): string | undefined {
  const layers = [input, ...hidden, label];
  const place = new Map(layers.map(({ name }, at) => [name, at]));
  if (place.size < layers.length) return 'two layers have one name';
  const pairs = new Set<string>();
  for (const { from, to, transform } of connections) {
    const joined = `the connection from ${from} to ${to}`;
    const [source, target] = [from, to].map((name) => layers[place.get(name) ?? -1]);
    if (!source || !target) return `${joined} has no such layer`;
    if (!hidden.includes(target)) return `${joined} leads into a layer that is clamped`;
    if (pairs.has(joined)) return `${joined} is there twice`;
    pairs.add(joined);
    const misfit = misfitOf({ from: source, to: target, transform });
    if (misfit) return `${joined} does not fit: ${misfit}`;
  }
  const blind = hidden.find(({ name }, index) =>
    connections.every(({ from, to }) => to !== name || (place.get(from) as number) > index),
  );
  if (blind) return `${blind.name} sees nothing below it`;
  const unread = reads.find((name) => !hidden.some((layer) => layer.name === name));
  if (unread !== undefined) return `the readout has no hidden layer ${unread} to see`;
  return undefined;
}

/** Why a connection's transform, where it is known, cannot join its layers; undefined where it can. */
function misfitOf(ends: Ends<TransformDeclaration>): string | undefined {
  const transform = knownTransform(ends.transform.kind);
  const misfit = transform?.misfit(ends);
  if (misfit || !transform) return misfit;
  return transform.weightCount(ends) === 0 ? 'no unit would see another by it' : undefined;
}

/** What joins two maps where nothing else is said: the 5 × 5 places around each. */
export const CENTRED = { kind: 'local', field: 5, fields: 'centred' } as const;

/** How an architecture's layers are joined where nothing else is said. */
export interface Joined {
  /** Each hidden layer sees the one above it, and the highest the label. */
  readonly topDown: boolean;
  /** The readout sees the highest hidden layer alone. */
  readonly reads?: 'highest';
  /** What joins two maps, `CENTRED` unless told; all else is dense. */
  readonly maps?: TransformDeclaration | undefined;
}

/** The clamped and hidden layers of a network that is to be. */
export type Layers = Pick<Architecture, 'input' | 'hidden' | 'label'>;

/**
 * Layers of which each sees its neighbours. The readout sees all hidden layers but the first (or the
 * only one), unless told otherwise. Source: section 3.2 of the paper, where the first layer helps less
 * than it costs.
 */
export function neighbours({ input, hidden, label }: Layers, joined: Joined): Architecture {
  const layers = [input, ...hidden, label];
  const join = (from: Layer, to: Layer): Connection => ({
    from: from.name,
    to: to.name,
    transform: from.map && to.map ? (joined.maps ?? CENTRED) : { kind: 'dense' },
  });
  const connections = hidden.flatMap((to, index) => [
    join(layers[index] as Layer, to),
    ...(joined.topDown ? [join(layers[index + 2] as Layer, to)] : []),
  ]);
  const read = hidden.slice(joined.reads === 'highest' || hidden.length === 1 ? -1 : 1);
  return { input, hidden, label, connections, reads: read.map(({ name }) => name) };
}

/** Layers of these sizes, none of which is a map. */
export function layersOf({ pixels, hidden, classes }: Sizes): Layers {
  return {
    input: { name: 'pixels', units: pixels },
    hidden: hiddenLayers(hidden),
    label: { name: 'label', units: classes },
  };
}

/** Whether a hidden layer sees the label, so that labels can be told apart by goodness. */
export function seesLabel({ connections, label }: Architecture): boolean {
  return connections.some(({ from }) => from === label.name);
}

/** Whether every connection leads up, so that one pass is all there is. */
export function leadsUp(architecture: Architecture): boolean {
  const { hidden, connections } = architecture;
  const names = hidden.map(({ name }) => name);
  const isHigher = (from: string, to: string) => names.indexOf(from) >= names.indexOf(to);
  return connections.every(
    ({ from, to }) =>
      from !== architecture.label.name && !(names.includes(from) && isHigher(from, to)),
  );
}

/**
 * Whether two architectures make the same network. That pixels are a map, which older files do not say, makes
 * no difference where all that joins them is as declared.
 */
export function isSameNetwork(one: Architecture, other: Architecture): boolean {
  return architectureKey(one) === architectureKey(other);
}

/** A text that is equal for architectures of the same network (`isSameNetwork`). */
export function architectureKey({
  input,
  hidden,
  label,
  connections,
  reads,
}: Architecture): string {
  return JSON.stringify([input.units, hidden, label.units, connections, reads]);
}

/** How many units an architecture's layers have. */
export function sizesOf({ input, hidden, label }: Layers): Sizes {
  return { pixels: input.units, hidden: hidden.map(({ units }) => units), classes: label.units };
}

/** The hidden layers (0-based) that the readout sees. */
export function layersRead({ hidden, reads }: Architecture): readonly number[] {
  return [...hidden.keys()].filter((index) => reads.includes(hidden[index]?.name as string));
}
