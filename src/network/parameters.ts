import type { Tensor, Tensor1D, Tensor2D } from '../engine/ops';
import type { BottomUpWeights, FeedforwardNetwork, LayerWeights } from './network';
import { unitsOfLayer, unitsRead } from './sizes';

/** What a parameter is, which decides how it is updated. */
export type ParameterKind = 'bottom_up' | 'top_down' | 'bias' | 'readout';

/** One parameter of a network, by the name it has in checkpoints. */
export interface Parameter {
  /** `layer_1.bottom_up`, `readout` … */
  readonly name: string;
  readonly kind: ParameterKind;
  readonly tensor: Tensor;
}

/** A network's parameters in a fixed order: layers from the lowest, then the readout. */
export function parametersOf(network: FeedforwardNetwork): readonly Parameter[] {
  const layers = network.layers.flatMap((layer, index): Parameter[] => {
    const name = (kind: ParameterKind) => parameterName(kind, index);
    const { bottomUp, topDown, bias } = layer as BottomUpWeights & Partial<LayerWeights>;
    return [
      { name: name('bottom_up'), kind: 'bottom_up', tensor: bottomUp },
      ...(topDown ? [{ name: name('top_down'), kind: 'top_down', tensor: topDown } as const] : []),
      { name: name('bias'), kind: 'bias', tensor: bias },
    ];
  });
  return [...layers, { name: 'readout', kind: 'readout', tensor: network.readout }];
}

/**
 * The network of these sizes whose parameters `tensorOf` gives, by name and shape; the inverse of
 * `parametersOf`. The layers have top-down weights unless `sizes` says not.
 */
export function networkOf<N extends FeedforwardNetwork>(
  sizes: N['sizes'],
  tensorOf: (name: string, shape: readonly number[]) => Tensor,
): N {
  const layers = sizes.hidden.map((units, index): BottomUpWeights | LayerWeights => {
    const get = (kind: ParameterKind, ...from: number[]) =>
      tensorOf(parameterName(kind, index), [...from, units]);
    const bottomUp = get('bottom_up', unitsOfLayer(sizes, index)) as Tensor2D;
    const bias = get('bias') as Tensor1D;
    if (sizes.topDown === false) return { bottomUp, bias };
    return { bottomUp, topDown: get('top_down', unitsOfLayer(sizes, index + 2)) as Tensor2D, bias };
  });
  const readout = tensorOf('readout', [unitsRead(sizes), sizes.classes]) as Tensor2D;
  return { sizes, layers, readout } as FeedforwardNetwork as N;
}

/** A network of the same sizes whose every parameter is `change` of this one's. */
export function mapParameters<N extends FeedforwardNetwork>(
  network: N,
  change: (parameter: Parameter) => Tensor,
): N {
  const changed = new Map(parametersOf(network).map((one) => [one.name, change(one)]));
  return networkOf<N>(network.sizes, (name: string) => changed.get(name) as Tensor);
}

/** Frees every tensor of the network. */
export function disposeNetwork(network: FeedforwardNetwork): void {
  for (const { tensor } of parametersOf(network)) tensor.dispose();
}

function parameterName(kind: ParameterKind, index: number): string {
  return `layer_${index + 1}.${kind}`;
}
