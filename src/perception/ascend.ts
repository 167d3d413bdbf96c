import { compiled } from '../engine/compiled';
import * as tf from '../engine/ops';
import { tidy } from '../engine/tidy';
import type { Network } from '../network/network';
import { PIXELS, upwardWiresOf, type Wire, wiresOf } from '../network/wires';
import { type Drive, driveOf, layerInput, type Numbers } from './layer-input';
import { fire, type LayerState, layerState } from './state';

/** The axis of the images in [K, B, n]. */
const IMAGES = 1;
/**
 * A layer waits for the one below it, so one pass keeps one core busy: the images are parted, and
 * the parts climb side by side (see `Graph`). Each image is by itself, so the sums are the same.
 */
const PARTS = 2;

/**
 * The bottom-up pass, layer by layer: s_l = relu(b_l + Σ_c project_c(ŝ_from(c))) over the connections
 * that lead up. `drives` is what the pixels send to each layer (`drivenByPixels`); `gains`, what the
 * activity of each is multiplied by, [1, B, n_l]. Returns new tensors, lowest layer first.
 */
export function ascend(
  network: Network,
  drives: readonly Drive[],
  gains: readonly tf.Tensor3D[] = [],
): readonly LayerState[] {
  const { weights, biases, architecture } = network;
  return rise({ weights, biases, wires: upwardWiresOf(architecture), drives, gains });
}

/** What pixels [K, B, n_0], normalised, send to each layer, bias included. New tensors. */
export function drivenByPixels(network: Network, pixels: tf.Tensor3D): readonly Drive[] {
  const { weights, biases, architecture } = network;
  return drivesOf({ weights, biases, wires: wiresOf(architecture), pixels });
}

interface Shown extends Numbers {
  readonly wires: readonly (readonly Wire[])[];
  readonly pixels: tf.Tensor3D;
}

/** What pixels send to all layers, as one call of the engine. */
const drivesOf = compiled(({ wires, pixels, ...numbers }: Shown) =>
  tidy(() => {
    const parts = sideBySide([pixels]);
    return wires.map((each, index): Drive => {
      const seeing = each.filter(({ source }) => source === PIXELS);
      if (seeing.length === 0) return undefined;
      const sent = parts.map(([part]) =>
        driveOf(numbers, seeing, part as tf.Tensor3D, index, true),
      );
      return tf.concat3d(sent as tf.Tensor3D[], IMAGES);
    });
  }),
);

interface Rise extends Numbers {
  readonly wires: readonly (readonly Wire[])[];
  readonly drives: readonly Drive[];
  readonly gains: readonly Drive[];
}

/** The layers of the bottom-up pass, as one call of the engine. */
const rise = compiled(({ drives, gains, ...numbers }: Rise) =>
  tidy(() => {
    const gained = sideBySide(gains);
    const parts = sideBySide(drives).map((part, at) =>
      climb({ ...numbers, drives: part, gains: gained[at] ?? [] }),
    );
    const whole = (layer: number, field: keyof LayerState): tf.Tensor3D =>
      tf.concat3d(
        parts.map((part) => part[layer]?.[field] as tf.Tensor3D),
        IMAGES,
      );
    return drives.map((_, layer) => ({
      activity: whole(layer, 'activity'),
      goodness: whole(layer, 'goodness'),
      normalised: whole(layer, 'normalised'),
    }));
  }),
);

function sideBySide(drives: readonly Drive[]): (readonly Drive[])[] {
  const images = drives.find((drive) => drive !== undefined)?.shape[IMAGES] as number;
  if (images < PARTS) return [drives];
  const first = Math.ceil(images / PARTS);
  const parted = drives.map((drive): readonly Drive[] =>
    drive ? tf.split(drive, [first, images - first], IMAGES) : [],
  );
  return [0, 1].map((part) => parted.map((drive) => drive[part]));
}

function climb({ wires, drives, gains, ...numbers }: Rise): readonly LayerState[] {
  const layers: LayerState[] = [];
  for (const [index, drive] of drives.entries()) {
    const seen = ({ source }: Wire) => layers[source - 1]?.normalised;
    const input = layerInput(numbers, wires[index] as readonly Wire[], [drive], index, seen);
    layers.push(layerState(fire(input, gains[index])));
  }
  return layers;
}
