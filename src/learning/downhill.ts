import * as tf from '../engine/ops';
import { tidy } from '../engine/tidy';
import { mapParameters, type Network, parametersOf } from '../network/network';

/**
 * Minus the gradient of `loss`, through everything that it computes of the network, by tfjs's own
 * differentiation: where the weights should go. The caller owns the result.
 */
export function downhill(network: Network, loss: (network: Network) => tf.Scalar): Network {
  return tidy(() => {
    const parameters = parametersOf(network).map(({ tensor }) => tensor);
    const lossOf = (...values: tf.Tensor[]) => loss(withValues(network, values));
    const gradients = tf.grads(lossOf)(parameters);
    return withValues(
      network,
      gradients.map((uphill) => tf.neg(uphill)),
    );
  });
}

/** A network of the same architecture with these values for its parameters, in the order of `parametersOf`. */
function withValues(network: Network, values: readonly tf.Tensor[]): Network {
  const names = parametersOf(network).map(({ name }) => name);
  const byName = new Map(names.map((name, at) => [name, values[at] as tf.Tensor]));
  return mapParameters(network, ({ name }) => byName.get(name) as tf.Tensor);
}
