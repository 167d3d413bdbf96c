import '@tensorflow/tfjs-backend-cpu';
import { setBackend } from '@tensorflow/tfjs-core';
import * as tf from '../../src/engine/ops';
import { readTrained } from '../../src/learning/network-file';
import { RECURRENT } from '../../src/learning/systems/recurrent';
import { bytesNamed } from '../../src/network/safetensors';
import { everyLabel, frame } from '../../src/perception/frame';
import { dynamicsOf } from '../../src/perception/perception-settings';
import { drain, settle, still } from '../../src/perception/settle';

/**
 * What is bundled for a browser: a network watches an image under every label, on tfjs's plain engine.
 * Gives the activity of each hidden layer at each step, [step][layer].
 */
export async function watchInBrowser(
  model: Uint8Array,
  pixels: Float32Array,
  steps: number,
): Promise<Float32Array[][]> {
  await setBackend('cpu');
  return watchedBy(model, pixels, steps);
}

/** The same on the engine that runs. */
export async function watchedBy(
  model: Uint8Array,
  pixels: Float32Array,
  steps: number,
): Promise<Float32Array[][]> {
  const { network, settings } = await readTrained(RECURRENT, bytesNamed('a network', model));
  const seen = frame(tf.tensor2d(pixels, [1, pixels.length]), everyLabel(10));
  const states: Float32Array[][] = [];
  drain(settle(network, still(seen, steps), dynamicsOf(settings)), ({ layers }) =>
    states.push(layers.map(({ activity }) => activity.dataSync<'float32'>().slice())),
  );
  return states;
}
