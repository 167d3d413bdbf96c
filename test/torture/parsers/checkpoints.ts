import path from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { startEngine } from '../../../src/engine/backend';
import { encodeCheckpoint } from '../../../src/learning/checkpoint';
import { disposeLearner, newLearner } from '../../../src/learning/learner';
import { defaultSettings } from '../../../src/learning/settings';
import { RECURRENT } from '../../../src/learning/systems/recurrent';
import { type Architecture, sizesOf } from '../../../src/network/architecture';
import { mapLayer } from '../../../src/network/layer';
import { addLateral } from '../../../src/network/variants';
import { loadCheckpoint } from '../../../src/trained/network-files';
import { recurrent } from '../../support/architectures';
import { damagedSafetensors } from '../damage/safetensors';
import { Failure } from '../failure';
import { damageOne, type Files, type Parser } from '../parser';

const FILE = 'epoch-00001-batch-000000.safetensors';

/** Maps with local fields, lateral connections, one that is frozen, and one past a layer. */
const JOINED: Architecture = addLateral(
  {
    input: mapLayer('pixels', { rows: 4, columns: 4, channels: 1 }),
    hidden: [
      mapLayer('layer_1', { rows: 4, columns: 4, channels: 2 }),
      { name: 'layer_2', units: 4 },
    ],
    label: { name: 'label', units: 3 },
    connections: [
      { from: 'pixels', to: 'layer_1', transform: { kind: 'local', field: 3, fields: 'within' } },
      { from: 'layer_1', to: 'layer_2', transform: { kind: 'dense' } },
      { from: 'pixels', to: 'layer_2', transform: { kind: 'dense' }, frozen: true },
      { from: 'layer_2', to: 'layer_1', transform: { kind: 'dense' } },
      { from: 'label', to: 'layer_2', transform: { kind: 'dense' } },
    ],
    reads: ['layer_2'],
  },
  3,
);

/** A checkpoint of a new network. */
function checkpointOf(architecture: Architecture): Files {
  const { hidden } = sizesOf(architecture);
  const learner = newLearner(architecture, 1);
  const bytes = encodeCheckpoint(RECURRENT, learner, defaultSettings(hidden));
  disposeLearner(learner);
  return new Map([[FILE, Buffer.from(bytes)]]);
}

/** Checkpoints of recurrent networks, to be gone on from: of dense layers, and of all that can join layers. */
const parser: Parser = {
  name: 'checkpoints',
  async sound() {
    await startEngine();
    return [recurrent({ pixels: 16, hidden: [5, 4], classes: 3 }), JOINED].map(checkpointOf);
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
