import * as tf from '@tensorflow/tfjs-core';
import type { Network } from '../network/network';
import { networkOf, type ParameterKind, parametersOf } from '../network/parameters';

/** How a parameter follows its gradient. */
export interface UpdateRule {
  /** ε */
  readonly rate: number;
  /** Share of the old velocity that stays. */
  readonly momentum: number;
  /** Pull towards zero, as a share of the parameter at rate 1. */
  readonly decay: number;
}

/** A parameter and the smoothed gradient it moves along; both of one shape. */
export interface Moving<T> {
  readonly parameter: T;
  readonly velocity: T;
}

/**
 * v ← momentum · v + (1 − momentum) · gradient;  W ← W + ε (v − decay · W).
 * The gradient points uphill. Returns new tensors. Source: `ffnew.m`.
 */
export function update<T extends tf.Tensor>(
  { parameter, velocity }: Moving<T>,
  gradient: T,
  { rate, momentum, decay }: UpdateRule,
): Moving<T> {
  const faster = tf.tidy(() =>
    tf.add<T>(tf.mul(velocity, momentum), tf.mul(gradient, 1 - momentum)),
  );
  const moved = tf.tidy(() => {
    const kept = decay === 0 ? parameter : tf.mul(parameter, 1 - rate * decay);
    return tf.add<T>(kept, tf.mul(faster, rate));
  });
  return { parameter: moved, velocity: faster };
}

/** `update` for every parameter of a network, each by the rule of its kind. */
export function updateNetwork(
  { parameter: network, velocity }: Moving<Network>,
  gradient: Network,
  ruleOf: (kind: ParameterKind) => UpdateRule,
): Moving<Network> {
  const velocities = new Map(parametersOf(velocity).map(({ name, tensor }) => [name, tensor]));
  const gradients = new Map(parametersOf(gradient).map(({ name, tensor }) => [name, tensor]));
  const moved = new Map(
    parametersOf(network).map(({ name, kind, tensor }) => [
      name,
      update(
        { parameter: tensor, velocity: velocities.get(name) as tf.Tensor },
        gradients.get(name) as tf.Tensor,
        ruleOf(kind),
      ),
    ]),
  );
  const part = (which: keyof Moving<tf.Tensor>) =>
    networkOf(network.sizes, (name) => moved.get(name)?.[which] as tf.Tensor);
  return { parameter: part('parameter'), velocity: part('velocity') };
}
