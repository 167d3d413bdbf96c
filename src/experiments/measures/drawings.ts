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

/**
 * A picture as text, for a column of a table: its float32 numbers, low byte first, in base64. In
 * Python: `numpy.frombuffer(base64.b64decode(text), "<f4")`.
 */
export function pictureText(picture: ArrayLike<number>): string {
  const bytes = Buffer.alloc(4 * picture.length);
  for (let at = 0; at < picture.length; at++) bytes.writeFloatLE(picture[at] as number, 4 * at);
  return bytes.toString('base64');
}

/** The picture that such a text holds. */
export function pictureIn(text: string): Float32Array {
  const bytes = Buffer.from(text, 'base64');
  return Float32Array.from({ length: bytes.length / 4 }, (_, at) => bytes.readFloatLE(4 * at));
}
