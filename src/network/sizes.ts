/** How many units each layer has, and which layers are connected. */
export interface Sizes {
  /** Pixels of an image (layer 0). */
  readonly pixels: number;
  /** Units of each hidden layer, lowest first (layers 1 … L). */
  readonly hidden: readonly number[];
  /** Labels (layer L+1). */
  readonly classes: number;
  /** `false`: no layer sees what is above it. */
  readonly topDown?: false | undefined;
  /** `highest`: the readout sees the highest hidden layer alone. */
  readonly reads?: 'highest' | undefined;
}

/** Units of layer `l`, from 0 (pixels) to L+1 (label). */
export function unitsOfLayer(sizes: Sizes, layer: number): number {
  return [sizes.pixels, ...sizes.hidden, sizes.classes][layer] as number;
}

/**
 * The hidden layers (0-based) that the readout sees: all but the first (or the only one), unless
 * told otherwise. Source: section 3.2 of the paper, where the first layer helps less than it costs.
 */
export function layersRead({ hidden, reads }: Sizes): readonly number[] {
  const all = hidden.map((_, index) => index);
  return all.slice(reads === 'highest' || all.length === 1 ? -1 : 1);
}

/** Units that the readout sees. */
export function unitsRead(sizes: Sizes): number {
  return layersRead(sizes).reduce((sum, index) => sum + (sizes.hidden[index] as number), 0);
}
