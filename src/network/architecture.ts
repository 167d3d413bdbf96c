import type { InputLayer, Layer } from './layer';
import type { TransformDeclaration } from './transforms/transforms';

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
  readonly input: InputLayer;
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

/** The clamped and hidden layers of a network that is to be. */
export type Layers = Pick<Architecture, 'input' | 'hidden' | 'label'>;

/** Whether a hidden layer sees the label, so that labels can be told apart by goodness. */
export function seesLabel({ connections, label }: Architecture): boolean {
  return connections.some(({ from }) => from === label.name);
}

/** Whether every connection leads up, so that one pass is all there is. */
export function leadsUp(architecture: Architecture): boolean {
  const { input, hidden, label, connections } = architecture;
  const order = [input, ...hidden, label].map(({ name }) => name);
  return connections.every(({ from, to }) => order.indexOf(from) < order.indexOf(to));
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
  return JSON.stringify([input.units, hidden, label.units, connections, reads, input.mean]);
}

/** How many units an architecture's layers have. */
export function sizesOf({ input, hidden, label }: Layers): Sizes {
  return { pixels: input.units, hidden: hidden.map(({ units }) => units), classes: label.units };
}

/** The hidden layers (0-based) that the readout sees. */
export function layersRead({ hidden, reads }: Architecture): readonly number[] {
  return [...hidden.keys()].filter((index) => reads.includes(hidden[index]?.name as string));
}
