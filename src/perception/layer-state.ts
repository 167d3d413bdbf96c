import { normalise, sumOfSquares } from '../engine/normalise';
import type { Tensor3D } from '../engine/ops';
import type { LayerState } from './state';

/** An activity [K, B, n] with what its readers need of it, each computed once. */
export function layerState(activity: Tensor3D): LayerState {
  const goodness = sumOfSquares(activity);
  return { activity, goodness, normalised: normalise(activity, goodness) };
}
