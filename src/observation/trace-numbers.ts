import * as tf from '../engine/ops';
import type { LayerState, PerceptionState } from '../perception/state';
import { arrayName } from './trace-arrays';
import type { Traced, TracedLayer, TraceSelection } from './trace-selection';

/** The numbers of one array at one step: [images, hypotheses, units or layers], row by row. */
interface TraceBlock {
  readonly name: string;
  readonly shape: readonly [images: number, hypotheses: number, last: number];
  readonly data: Float32Array;
}

/**
 * What the selection records of a state whose hypotheses are the selected ones, in that order. A
 * layer that no label has reached yet is repeated for each. Leaves no tensor behind.
 */
export function traceNumbers(state: PerceptionState, selection: TraceSelection): TraceBlock[] {
  const { hypotheses, layers, variables } = selection;
  const block = (name: string, value: () => tf.Tensor3D): TraceBlock => {
    const tensor = tf.tidy(() => tf.transpose(spread(value(), hypotheses.length), [1, 0, 2]));
    const data = tensor.dataSync<'float32'>();
    tensor.dispose();
    return { name, shape: tensor.shape, data };
  };
  const goodness = () =>
    tf.concat(
      layers.map(({ layer }) => spread(layerOf(state, layer).goodness, hypotheses.length)),
      2,
    );
  return variables.flatMap((traced) =>
    traced === 'goodness'
      ? [block(traced, goodness)]
      : layers.map((layer) =>
          block(arrayName(traced, layer.layer), () => unitsOf(state, layer, traced)),
        ),
  );
}

function layerOf(state: PerceptionState, layer: number): LayerState {
  return state.layers[layer - 1] as LayerState;
}

/** [K or 1, B, units recorded] */
function unitsOf(
  state: PerceptionState,
  { layer, units }: TracedLayer,
  traced: Exclude<Traced, 'goodness'>,
): tf.Tensor3D {
  const whole = layerOf(state, layer)[traced];
  const inOrder = units.length === whole.shape[2] && units.every((unit, at) => unit === at);
  return inOrder ? whole : tf.gather(whole, tf.tensor1d([...units], 'int32'), 2);
}

/** [K or 1, B, n] → [hypotheses, B, n] */
function spread(tensor: tf.Tensor3D, hypotheses: number): tf.Tensor3D {
  const [known, images, last] = tensor.shape;
  if (known !== 1 && known !== hypotheses)
    throw new RangeError(`the state has ${known} hypotheses, the trace ${hypotheses}`);
  return tf.broadcastTo(tensor, [hypotheses, images, last]);
}
