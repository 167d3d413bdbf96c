import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { disposeLearner } from '../../src/learning/learner';
import { RECURRENT } from '../../src/learning/systems/recurrent';
import { parametersOf } from '../../src/network/network';
import { saveCheckpoint } from '../../src/trained/checkpoint-folder';
import { temporaryFolder } from '../support/folder';
import { randomLearner, settingsOf } from '../support/learners';

const python = process.env['TOPDOWN_PYTHON'];
const script = path.resolve(__dirname, '../python/check_checkpoint.py');

describe.skipIf(!python)('a checkpoint in Python (needs TOPDOWN_PYTHON)', () => {
  it('opens in safetensors with every array’s name, shape and numbers', () => {
    const learner = randomLearner([5, 4]);
    const file = saveCheckpoint(temporaryFolder(), RECURRENT, learner, settingsOf({ seed: 3 }));
    const output = execFileSync(python as string, ['-W', 'error', script, file], {
      encoding: 'utf8',
    });
    const { metadata, arrays } = JSON.parse(output) as {
      metadata: Record<string, string>;
      arrays: Record<string, { shape: number[]; dtype: string; sum: number }>;
    };
    expect(JSON.parse(metadata['settings'] as string)).toMatchObject({ seed: 3 });
    expect(JSON.parse(metadata['architecture'] as string)).toEqual(learner.network.architecture);
    const stored = [
      ...parametersOf(learner.network).map(({ name, tensor }) => ({ name, tensor })),
      ...parametersOf(learner.velocity).map(({ name, tensor }) => ({
        name: `momentum_buffer.${name}`,
        tensor,
      })),
      ...learner.meanActivity.map((tensor, at) => ({
        name: `layer_${at + 1}.mean_activity`,
        tensor,
      })),
    ];
    expect(new Set(Object.keys(arrays))).toEqual(new Set(stored.map(({ name }) => name)));
    for (const { name, tensor } of stored) {
      expect(arrays[name]).toMatchObject({ shape: tensor.shape, dtype: 'float32' });
      const sum = tensor.dataSync<'float32'>().reduce((total, value) => total + value, 0);
      expect(arrays[name]?.sum).toBeCloseTo(sum, 3);
    }
    disposeLearner(learner);
  });
});
