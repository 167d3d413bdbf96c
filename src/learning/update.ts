import * as tf from '../engine/ops';
import { tidy } from '../engine/tidy';
import { mapParameters, type Network, type ParameterKind, parametersOf } from '../network/network';

/** How a parameter follows its gradient. */
export interface UpdateRule {
  /** ε */
  readonly rate: number | tf.Scalar;
  /** μ: what a gradient is worth, a batch later, of what it was. */
  readonly momentum: number;
  /** Pull towards zero, as a share of the parameter at rate 1. */
  readonly decay: number;
}

/** The kinds of parameters that move. */
export type MovingKind = Exclude<ParameterKind, 'frozen'>;

/** A parameter and what it moves along, the gradients so far, each worth less than the next; both of one shape. */
export interface Moving<T> {
  readonly parameter: T;
  readonly velocity: T;
}

/**
 * v ← μ v + gradient;  W ← W + ε ((1 − μ) v − decay · W), with μ the momentum.
 * The gradient points uphill. Returns new tensors. Source: `ffnew.m`, whose velocity is (1 − μ) v: so
 * it need not pass over the gradient once more.
 */
export function update<T extends tf.Tensor>(
  { parameter, velocity }: Moving<T>,
  gradient: T,
  { rate, momentum, decay }: UpdateRule,
): Moving<T> {
  const faster = tf.tidy(() => tf.add<T>(tf.mul(velocity, momentum), gradient));
  const moved = tf.tidy(() => {
    const kept = decay === 0 ? parameter : tf.mul(parameter, tf.sub(1, tf.mul(rate, decay)));
    return tf.add<T>(kept, tf.mul(faster, tf.mul(rate, 1 - momentum)));
  });
  return { parameter: moved, velocity: faster };
}

/** `update` for every parameter of a network that is not frozen, each by the rule of its kind. */
export function updateNetwork(
  { parameter: network, velocity }: Moving<Network>,
  gradient: Network,
  ruleOf: (kind: MovingKind) => UpdateRule,
): Moving<Network> {
  return tidy(() => {
    const velocities = tensorsByName(velocity);
    const gradients = tensorsByName(gradient);
    const moves = parametersOf(network).flatMap(({ name, kind, tensor }) => {
      if (kind === 'frozen') return [];
      const gone = { parameter: tensor, velocity: velocities.get(name) as tf.Tensor };
      return [[name, update(gone, gradients.get(name) as tf.Tensor, ruleOf(kind))] as const];
    });
    const moved = new Map(moves);
    const part = (which: keyof Moving<tf.Tensor>) =>
      mapParameters(
        which === 'parameter' ? network : velocity,
        ({ name, tensor }) => moved.get(name)?.[which] ?? tf.clone(tensor),
      );
    return { parameter: part('parameter'), velocity: part('velocity') };
  });
}

export function tensorsByName(network: Network): ReadonlyMap<string, tf.Tensor> {
  return new Map(parametersOf(network).map(({ name, tensor }) => [name, tensor]));
}
