import '@tensorflow/tfjs-backend-cpu';
import { setBackend } from '@tensorflow/tfjs-core';
import * as zarrita from 'zarrita';
import * as tf from '../../src/engine/ops';
import type { LabelledImages } from '../../src/images/labelled-images';
import { readTrained } from '../../src/learning/network-file';
import { RECURRENT } from '../../src/learning/systems/recurrent';
import { bytesNamed } from '../../src/network/safetensors';
import type { TraceSettings } from '../../src/observation/trace-about';
import type { TraceSelection } from '../../src/observation/trace-selection';
import { everyLabel, frame } from '../../src/perception/frame';
import { dynamicsOf } from '../../src/perception/perception-settings';
import { drain, settle, still } from '../../src/perception/settle';
import { zippedTrace } from './zipped-trace';

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

/** A zip of the trace of a network that watches images, as a page in a browser makes it. */
export async function traceInBrowser(
  model: Uint8Array,
  images: LabelledImages,
  selection: TraceSelection,
  settings: TraceSettings,
): Promise<Uint8Array> {
  await setBackend('cpu');
  const { network } = await readTrained(RECURRENT, bytesNamed('a network', model));
  return zippedTrace(zarrita, network, images, selection, settings);
}
