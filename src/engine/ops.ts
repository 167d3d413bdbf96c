import { engine, type Tensor, tidy, zerosLike } from '@tensorflow/tfjs-core';

/**
 * The tensors and operations that topdown computes with: all that the other rooms know of tfjs. What
 * would take its place implements these, with tfjs's meanings.
 */
export {
  abs,
  add,
  addN,
  all,
  argMax,
  broadcastTo,
  cast,
  clone,
  concat,
  concat2d,
  concat3d,
  customGrad,
  dispose,
  div,
  equal,
  expandDims,
  eye,
  fill,
  floorDiv,
  gather,
  greater,
  isFinite,
  keep,
  lessEqual,
  logicalNot,
  losses,
  matMul,
  mean,
  memory,
  mod,
  mul,
  neg,
  notEqual,
  oneHot,
  ones,
  pad,
  profile,
  Rank,
  range,
  relu,
  reshape,
  rsqrt,
  type Scalar,
  scalar,
  sigmoid,
  slice,
  softmax,
  split,
  sqrt,
  square,
  squeeze,
  stack,
  sub,
  sum,
  Tensor,
  type Tensor1D,
  type Tensor2D,
  type Tensor3D,
  type TensorContainer,
  type TensorInfo,
  tensor,
  tensor1d,
  tensor2d,
  tensor3d,
  tidy,
  topk,
  transpose,
  unstack,
  version_core,
  where,
  zeros,
  zerosLike,
} from '@tensorflow/tfjs-core';

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
