import { writeSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import { from } from 'rxjs';
import { startEngine } from '../../src/engine/backend';
import { randomStream } from '../../src/engine/random';
import { initialise } from '../../src/network/network';
import { everyLabel, type Frame, frame } from '../../src/perception/frame';
import { drain, settle } from '../../src/perception/settle';
import { recurrent } from '../support/architectures';

/** Steps between two looks at the memory. */
const LOOK = 500;

/** What is seen of a video's memory, now and then. */
export interface Look {
  readonly step: number;
  /** Tensors that are alive. */
  readonly tensors: number;
  /** Bytes of memory that are resident, after a collection of garbage. */
  readonly resident: number;
}

function* frames(shown: Frame, until: number): Generator<Frame> {
  while (performance.now() < until) yield shown;
}

// A network watches one image for so many seconds, and says in lines what memory that takes.
async function main(seed: number, seconds: number): Promise<void> {
  await startEngine();
  const random = randomStream(seed, 'video');
  const network = initialise(recurrent({ pixels: 784, hidden: [60, 50], classes: 10 }), seed);
  const image = tf.tensor2d(random.uniforms(784), [1, 784]);
  const shown = frame(image, everyLabel(10));
  const until = performance.now() + 1000 * seconds;
  drain(settle(network, from(frames(shown, until))), ({ step }) => {
    if (step % LOOK !== 0) return;
    globalThis.gc?.();
    const look: Look = {
      step,
      tensors: tf.memory().numTensors,
      resident: process.memoryUsage().rss,
    };
    writeSync(1, `${JSON.stringify(look)}\n`);
  });
}

void main(Number(process.argv[2]), Number(process.argv[3]));
