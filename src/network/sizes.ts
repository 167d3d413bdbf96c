/** How many units each layer has. */
export interface Sizes {
  /** Pixels of an image (layer 0). */
  readonly pixels: number;
  /** Units of each hidden layer, lowest first (layers 1 … L). */
  readonly hidden: readonly number[];
  /** Labels (layer L+1). */
  readonly classes: number;
}

/** Units of layer `l`, from 0 (pixels) to L+1 (label). */
export function unitsOfLayer(sizes: Sizes, layer: number): number {
  return [sizes.pixels, ...sizes.hidden, sizes.classes][layer] as number;
}

/** The hidden layers (0-based) that the readout sees: all but the first, or the only one. */
export function layersRead(sizes: Sizes): readonly number[] {
  return sizes.hidden.length === 1 ? [0] : sizes.hidden.map((_, index) => index).slice(1);
}

/** Units that the readout sees. */
export function unitsRead(sizes: Sizes): number {
  return layersRead(sizes).reduce((sum, index) => sum + (sizes.hidden[index] as number), 0);
}
