import path from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { startEngine } from '../../../src/engine/backend';
import { loadCheckpoint } from '../../../src/experiment/network-files';
import { encodeCheckpoint } from '../../../src/learning/checkpoint';
import { disposeLearner, newLearner } from '../../../src/learning/learner';
import { RECURRENT } from '../../../src/learning/recurrent';
import { defaultSettings } from '../../../src/learning/settings';
import { recurrent } from '../../support/architectures';
import { damagedSafetensors } from '../damage/safetensors';
import { Failure } from '../failure';
import { damageOne, type Parser } from '../parser';

const FILE = 'epoch-00001-batch-000000.safetensors';

/** A checkpoint of a recurrent network, to be gone on from. */
const parser: Parser = {
  name: 'checkpoints',
  async sound() {
    await startEngine();
    const learner = newLearner(recurrent({ pixels: 16, hidden: [5, 4], classes: 3 }), 1);
    const bytes = encodeCheckpoint(RECURRENT, learner, defaultSettings([5, 4]));
    disposeLearner(learner);
    return [new Map([[FILE, Buffer.from(bytes)]])];
  },
  damage: (sound, random) =>
    damageOne(sound, random, (content) => damagedSafetensors(content, random)),
  async read(folder) {
    const before = tf.memory().numTensors;
    try {
      const { learner } = await loadCheckpoint(RECURRENT, path.join(folder, FILE));
      disposeLearner(learner);
    } finally {
      const left = tf.memory().numTensors - before;
      // biome-ignore lint/correctness/noUnsafeFinally: a tensor left behind says more
      if (left !== 0) throw new Failure(`${left} tensors left behind`);
    }
  },
};

export default parser;
