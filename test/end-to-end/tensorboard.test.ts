import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { decode } from 'fast-png';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { nativeBackend } from '../../src/engine/native';
import { EnvironmentError } from '../../src/input/errors';
import { RECURRENT } from '../../src/learning/systems/recurrent';
import { parametersOf } from '../../src/network/network';
import { generativeFields, receptiveFields } from '../../src/observation/fields';
import { readMetrics } from '../../src/observation/metrics';
import { type BytePicture, mosaic } from '../../src/observation/mosaic';
import { openTensorboard } from '../../src/observation/tensorboard';
import { commandOf } from '../../src/runs/command-of';
import { openRun } from '../../src/runs/run-folder';
import { loadCheckpoint } from '../../src/trained/network-files';
import { scenarioFile } from '../support/command';
import { temporaryFolder } from '../support/folder';
import { oneProcess } from '../support/one-process';
import { grey } from '../support/shapes';

const python = process.env['TOPDOWN_PYTHON'];
const DRAWN = '--data-set drawn-digits --train 600 --epochs 2'.split(' ');
const SMALL = [...DRAWN, '--hidden', '20,20'];
const IMAGE = grey(28, 28);

const topdown = oneProcess();

/** The one run in a folder of runs. */
function onlyRun(runs: string, scenario = 'recurrent-mnist'): string {
  const [name, ...others] = readdirSync(path.join(runs, scenario));
  expect(others).toEqual([]);
  return path.join(runs, scenario, name as string);
}

/** What TensorBoard finds, by tag; the first of each row is the step. */
interface Found {
  readonly scalars: Readonly<Record<string, [number, number][]>>;
  readonly histograms: Readonly<Record<string, [number, number, number][]>>;
  readonly images: Readonly<Record<string, [number, string][]>>;
}

function found(folder: string): Found {
  const script = path.resolve('test/python/check_tensorboard.py');
  const args = ['-W', 'error', script, folder];
  return JSON.parse(execFileSync(python as string, args, { encoding: 'utf8' })) as Found;
}

const lastCheckpoint = (run: string): string =>
  path.join(run, 'checkpoints', readdirSync(path.join(run, 'checkpoints')).at(-1) as string);

/** Runs of the same training, with `--tensorboard`. */
let watched: string;

beforeAll(async () => {
  watched = mkdtempSync(path.join(tmpdir(), 'topdown-tensorboard-'));
  await topdown(['train', ...SMALL, '--tensorboard', '--runs', watched], watched);
});

afterAll(() => rmSync(watched, { recursive: true, force: true }));

beforeEach(({ skip }) => {
  if (!nativeBackend()) skip('the native engine is not here');
});

describe('--tensorboard', () => {
  it('changes nothing of what is learnt, to the bit', async () => {
    const alone = temporaryFolder();
    await topdown(['train', ...SMALL, '--runs', alone], alone);
    const [one, other] = [onlyRun(watched), onlyRun(alone)];
    expect(existsSync(path.join(one, 'tensorboard'))).toBe(true);
    expect(existsSync(path.join(other, 'tensorboard'))).toBe(false);
    expect(commandOf(openRun(one).record())).toContain(' --tensorboard --');
    expect(commandOf(openRun(other).record())).not.toContain('tensorboard');
    const [bytes, expected] = [one, other].map((run) => readFileSync(lastCheckpoint(run)));
    expect(bytes?.equals(expected as Buffer)).toBe(true);
    expect(readMetrics(path.join(one, 'metrics.jsonl'))).toEqual(
      readMetrics(path.join(other, 'metrics.jsonl')),
    );
  });

  it('says so where a disk takes no more', () => {
    const folder = temporaryFolder();
    const command = path.resolve(__dirname, '../../bin/topdown.cjs');
    // A limit on the size of files that checkpoints of two units keep and the events do not.
    const args = [...DRAWN, '--hidden', '1,1', '--epochs', '9', '--tensorboard'].join(' ');
    const script = `ulimit -f 32; exec "$0" "${command}" train ${args}`;
    const ended = spawnSync('bash', ['-c', script, process.execPath], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(ended.stderr).toMatch(/cannot write in .*tensorboard: the file grows beyond the size/);
    expect(ended.status).toBe(1);
  });
});

describe('a file of events', () => {
  it('cannot be where there is no folder, and the error says so', () => {
    const file = path.join(temporaryFolder(), 'a-file');
    writeFileSync(file, '');
    for (const folder of [file, path.join(file, 'tensorboard')]) {
      expect(() => openTensorboard(folder)).toThrow(EnvironmentError);
      expect(() => openTensorboard(folder)).toThrow('a part of that path is a file');
    }
  });

  it('leaves no tensor behind', () => {
    const before = tf.memory().numTensors;
    const board = openTensorboard(temporaryFolder());
    board.scalar('a', 1, 0.5);
    board.image('b', 1, mosaic([Float32Array.of(1, 2)], grey(1, 2), 1));
    board.flush();
    board.close();
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe.skipIf(!python)('events as TensorBoard reads them (needs TOPDOWN_PYTHON)', () => {
  it('hold the metrics, the weights, what layers did, and their fields', async () => {
    const run = onlyRun(watched);
    const { scalars, histograms, images } = found(path.join(run, 'tensorboard'));

    const expected: Record<string, [number, number][]> = {};
    for (const { split, metric, layer, step, epoch, value } of readMetrics(
      path.join(run, 'metrics.jsonl'),
    )) {
      const where = `${layer === null ? '' : `/layer_${layer}`}${step === null ? '' : `/step_${step}`}`;
      const tag = `${split}/${metric}${where}`;
      expected[tag] = [...(expected[tag] ?? []), [epoch, Math.fround(value as number)]];
    }
    expect(Object.keys(expected)).toContain('training/positive_goodness_per_unit/layer_1');
    expect(scalars).toEqual(expected);

    const { learner } = await loadCheckpoint(RECURRENT, lastCheckpoint(run));
    const { network } = learner;
    const sizes = Object.fromEntries([
      ...parametersOf(network).map(({ name, tensor }) => [
        `weights/${name.replace('.', '/')}`,
        tensor.size,
      ]),
      ...[1, 2].map((layer) => [`activity/layer_${layer}`, 100 * 20]),
    ]) as Record<string, number>;
    for (const [tag, size] of Object.entries(sizes))
      expect(histograms[tag], tag).toEqual([1, 2].map((epoch) => [epoch, size, size]));
    expect(new Set(Object.keys(histograms))).toEqual(new Set(Object.keys(sizes)));

    const drawn: Record<string, BytePicture> = {
      'fields/receptive/image': mosaic(receptiveFields(network, IMAGE, 20), IMAGE, 8),
      'fields/generative/image': mosaic(generativeFields(network, IMAGE), IMAGE, 5),
    };
    expect(new Set(Object.keys(images))).toEqual(new Set(Object.keys(drawn)));
    for (const [tag, picture] of Object.entries(drawn)) {
      expect(images[tag]?.map(([step]) => step)).toEqual([1, 2]);
      const { width, height, channels, data } = decode(
        Buffer.from(images[tag]?.[1]?.[1] as string, 'base64'),
      );
      expect({ width, height, channels }).toEqual({
        ...{ width: picture.columns, height: picture.rows, channels: 1 },
      });
      expect(Buffer.from(data).equals(picture.pixels), tag).toBe(true);
    }
  });

  it('have each epoch once, though the run was stopped and resumed', async () => {
    const runs = temporaryFolder();
    const many = '--data-set drawn-digits --train 2000 --epochs 5 --hidden 40,40'.split(' ');
    const stopped = await scenarioFile('recurrent-mnist', [...many, '--tensorboard'], runs, {
      signal: 'SIGINT',
      when: (text) => text.includes('epoch 1/5'),
    });
    expect(stopped.code).toBe(130);
    const { code } = await topdown(['train', '--resume', '--runs', runs], runs);
    expect(code).toBe(0);
    const { scalars, images } = found(path.join(onlyRun(runs), 'tensorboard'));
    for (const tag of ['training/readout_error_percent', 'validation/error_percent'])
      expect(scalars[tag]?.map(([step]) => step)).toEqual([1, 2, 3, 4, 5]);
    expect(images['fields/generative/image']).toHaveLength(5);
  });

  it('hold what a relative has: no generative fields where nothing comes down', async () => {
    const runs = temporaryFolder();
    await topdown(['run', 'backpropagation', ...SMALL, '--tensorboard', '--runs', runs], runs);
    const { histograms, images } = found(
      path.join(onlyRun(runs, 'backpropagation'), 'tensorboard'),
    );
    expect(histograms['activity/layer_2']).toEqual([1, 2].map((epoch) => [epoch, 2000, 2000]));
    expect(Object.keys(images)).toEqual(['fields/receptive/image']);
  });
});
