import type { Network } from '../../network/network';
import { type Video, type VideoWatching, watchVideo } from './watch-video';

/**
 * The normalised activity of each hidden layer while a video is watched under one held label an
 * image: `states[layer][step]` is [images × units], from the state at time 0 on. It is all kept: for
 * some hundred images and some ten steps. Throws RangeError where several labels are tried at once.
 */
export function videoStates(
  network: Network,
  video: Video,
  watching: VideoWatching = {},
): Float32Array[][] {
  const states: Float32Array[][] = network.architecture.hidden.map(() => []);
  const see: Parameters<typeof watchVideo>[2] = ({ layers }) => {
    for (const [layer, { normalised }] of layers.entries()) {
      if (normalised.shape[0] !== 1)
        throw new RangeError('states are kept under one label an image, not under every label');
      states[layer]?.push(normalised.dataSync<'float32'>());
    }
  };
  watchVideo(network, video, see, watching);
  return states;
}
