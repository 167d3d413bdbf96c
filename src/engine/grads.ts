import { engine, type Tensor, tidy, zerosLike } from '@tensorflow/tfjs-core';

/**
 * The gradients of a function in its arguments, as tfjs's own `grads` has them, except that they are zeros
 * in an argument that the function does not depend on: tfjs throws there.
 */
export function grads(
  of: (...args: Tensor[]) => Tensor,
): (args: readonly Tensor[], dy?: Tensor) => Tensor[] {
  return (args, dy) =>
    tidy(() => {
      const { grads } = engine().gradients(() => of(...args), [...args], dy, true);
      return args.map((arg, at) => grads[at] ?? zerosLike(arg));
    });
}
