import { compiled } from '../engine/compiled';
import type * as tf from '../engine/ops';
import { remembered } from '../engine/remembered';
import { tidy } from '../engine/tidy';
import type { Wire } from '../network/wires';
import { logitsOf, type OwnBelief, underBelief } from './belief';
import type { Believing } from './evidence';
import { layerInput, type Numbers } from './layer-input';
import { type BoundaryDrive, blend, fire, type LayerState } from './state';

/** What one step computes from. */
export interface Moved extends Numbers {
  readonly wires: readonly (readonly Wire[])[];
  readonly damping: number;
  /** Of the units of each layer, [1, B, n_l]; 1 where there are none. */
  readonly gains: readonly tf.Tensor3D[] | undefined;
  readonly layers: readonly LayerState[];
  readonly drive: BoundaryDrive;
}

/** What a belief is computed of besides. */
export interface HeldBelief extends Pick<Believing, 'label' | 'readout' | 'read'> {
  readonly belief: OwnBelief;
}

interface Move extends Moved {
  /** Which layers move together, group after group. */
  readonly turns: readonly (readonly number[])[];
  /** What stands at the top, where that is a belief. */
  readonly held?: HeldBelief | undefined;
}

/** The layers after one step, as one call of the engine. */
export const move = compiled(({ turns, held, ...moved }: Move) =>
  tidy(() => {
    const { layers, damping, gains } = moved;
    const inputAfter = inputs(moved);
    const logits = held && logitsOf(held.belief, believing(moved, held, inputAfter(layers)));
    return turns.reduce(
      (before, group) =>
        before.map((layer, index) => {
          if (!group.includes(index)) return layer;
          const asked = inputAfter(before)(index);
          const input = logits ? underBelief(asked, logits) : asked;
          return blend(layer, fire(input, gains?.[index]), damping);
        }),
      layers,
    );
  }),
);

/** Logits of the belief in a state, [B, K], as one call of the engine. */
export const believe = compiled(
  ({ held, ...moved }: Moved & { readonly held: HeldBelief }): tf.Tensor2D =>
    tidy(() => logitsOf(held.belief, believing(moved, held, inputs(moved)(moved.layers)))),
);

type Input = (layer: number) => tf.Tensor3D;

/** What reaches each layer from given states of all: each computed once, however often it is asked for. */
function inputs({
  wires,
  drive,
  weights,
  biases,
}: Moved): (before: readonly LayerState[]) => Input {
  return remembered((before: readonly LayerState[]): Input => {
    const known = new Map<number, tf.Tensor3D>();
    const seen = ({ source }: Wire) => before[source - 1]?.normalised;
    return (index) => {
      const drives = [drive.bottom[index], drive.top[index]];
      const input =
        known.get(index) ??
        layerInput({ weights, biases }, wires[index] as readonly Wire[], drives, index, seen);
      known.set(index, input);
      return input;
    };
  });
}

function believing(
  { layers, drive: { top }, damping }: Moved,
  { label, readout, read }: HeldBelief,
  input: Input,
): Believing {
  return { layers, label, top, damping, readout, read, input };
}
