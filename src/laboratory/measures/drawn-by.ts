import type { Tensor3D } from '../../engine/ops';
import type { Network } from '../../network/network';
import { expectedPixels } from '../../perception/expected-pixels';
import type { PerceptionState } from '../../perception/state';

/** What layer 1 expects of the pixels in a state, picture by picture: [K or 1, B, n_0]. */
export function drawnBy(
  network: Network,
  { layers }: Pick<PerceptionState, 'layers'>,
): Float32Array {
  const lowest = layers[0]?.normalised as Tensor3D;
  const expected = expectedPixels(network, lowest);
  const pictures = expected.dataSync<'float32'>(); // not within a tidy: it would look at every number
  expected.dispose();
  return pictures;
}
