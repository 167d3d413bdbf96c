import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { encodeCheckpoint } from '../../src/learning/checkpoint';
import { newLearner } from '../../src/learning/learner';
import { RECURRENT } from '../../src/learning/systems/recurrent';
import { fileError } from '../../src/machine/file-errors';
import { mapParameters } from '../../src/network/network';
import { recurrent } from '../support/architectures';
import type { Ended } from '../support/command';
import { temporaryFolder } from '../support/folder';
import { settingsOf } from '../support/learners';
import { oneProcess } from '../support/one-process';

const DRAWN = '--data-set drawn-digits --hidden 30,30 --train 1000 --epochs 1'.split(' ');

const topdown = oneProcess();

function expectRefusal({ code, stderr }: Ended, says: string | RegExp, expected = 2): void {
  expect(stderr).toMatch(says);
  expect(stderr).not.toMatch(/^\s+at /m); // no stack
  expect(code).toBe(expected);
}

/** The record of the one run in a working folder. */
function record(folder: string): { status: string; error?: string } {
  const parent = path.join(folder, 'runs', 'recurrent-mnist');
  const [name] = readdirSync(parent);
  return JSON.parse(readFileSync(path.join(parent, name as string, 'run.json'), 'utf8'));
}

describe('data that cannot be used is refused, and no run is left behind:', () => {
  const train = async (fill: (data: string) => void): Promise<[Ended, string]> => {
    const folder = temporaryFolder();
    mkdirSync(path.join(folder, 'data'));
    fill(path.join(folder, 'data'));
    return [await topdown(['train', '--data', 'data'], folder), folder];
  };
  const names = [
    'train-images-idx3-ubyte',
    'train-labels-idx1-ubyte',
    't10k-images-idx3-ubyte',
    't10k-labels-idx1-ubyte',
  ];

  it('a folder without the files', async () => {
    const [ended, folder] = await train(() => undefined);
    expectRefusal(ended, /lacks 4 of mnist's 4 files/);
    expect(existsSync(path.join(folder, 'runs'))).toBe(false);
  });

  it('files of another kind', async () => {
    const [ended] = await train((data) => {
      for (const name of names) writeFileSync(path.join(data, name), 'not a digit in sight');
    });
    expectRefusal(ended, /train-images-idx3-ubyte/);
  });

  it('files that are cut short', async () => {
    const header = Buffer.from([0, 0, 8, 3, 0, 0, 0, 100, 0, 0, 0, 28, 0, 0, 0, 28]);
    const [ended] = await train((data) => {
      for (const name of names) writeFileSync(path.join(data, name), header);
    });
    expectRefusal(ended, /train-images-idx3-ubyte is cut short/);
  });
});

describe('a network that cannot be used is refused:', () => {
  let network: string;

  beforeAll(() => {
    const learner = newLearner(recurrent({ pixels: 784, hidden: [5], classes: 10 }), 1);
    const broken = {
      ...learner,
      network: mapParameters(learner.network, ({ tensor }) => tf.fill(tensor.shape, Number.NaN)),
    };
    network = Buffer.from(encodeCheckpoint(RECURRENT, broken, settingsOf())).toString('latin1');
  });

  it.each(['compare', 'trace'])('missing, damaged or full of NaN, by %s', async (command) => {
    const folder = temporaryFolder();
    const given = (name: string) =>
      topdown([command, '--data-set', 'drawn-digits', '--network', name], folder);
    expectRefusal(await given('nowhere'), /there is no nowhere/);
    writeFileSync(path.join(folder, 'damaged'), network.slice(0, 300), 'latin1');
    expectRefusal(await given('damaged'), /damaged is not a valid checkpoint/);
    writeFileSync(path.join(folder, 'nan'), network, 'latin1');
    expectRefusal(await given('nan'), /not finite/);
  });
});

describe('a picture that cannot be recognised is refused:', () => {
  it('missing, of another kind, or with no network of that name to recognise it', async () => {
    const folder = temporaryFolder();
    expectRefusal(await topdown(['recognise', 'three.png'], folder), /there is no three\.png/);
    writeFileSync(path.join(folder, 'three.png'), 'a three');
    const nobody = ['recognise', 'three.png', '--network', 'nobody'];
    expectRefusal(await topdown(nobody, folder), /there is no nobody/);
    expectRefusal(
      await topdown(['recognise', 'three.png'], folder),
      /three\.png is neither a PNG, nor a JPEG, nor an IDX file/,
    );
  });
});

describe('what goes wrong around the program ends with code 1:', () => {
  it('a folder that cannot be made', async () => {
    const folder = temporaryFolder();
    const ended = await topdown(['train', ...DRAWN, '--runs', '/dev/null/runs'], folder);
    expectRefusal(ended, /cannot make \/dev\/null\/runs/, 1);
  });

  it('a disk that takes no more: the run fails, and nothing half-written stays', () => {
    const folder = temporaryFolder();
    const command = path.resolve(__dirname, '../../bin/topdown.cjs');
    // A limit on the size of files: the checkpoint hits it as it would a full disk.
    const script = `ulimit -f 64; exec "$0" "${command}" train ${DRAWN.join(' ')}`;
    const { status, signal, stdout, stderr } = spawnSync('bash', ['-c', script, process.execPath], {
      cwd: folder,
      encoding: 'utf8',
    });
    const ended = { code: status, signal, stdout, stderr };
    expectRefusal(ended, /cannot write .*safetensors: the file grows beyond the size allowed/, 1);
    expect(record(folder)).toMatchObject({
      status: 'failed',
      error: expect.stringContaining('cannot write'),
    });
    const run = readdirSync(path.join(folder, 'runs', 'recurrent-mnist'))[0] as string;
    const checkpoints = path.join(folder, 'runs', 'recurrent-mnist', run, 'checkpoints');
    expect(existsSync(checkpoints) ? readdirSync(checkpoints) : []).toEqual([]);
  });

  it('a full disk is called that', () => {
    const error = Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC' });
    expect(fileError('write', 'a.zarr', error).message).toBe(
      'cannot write a.zarr: the disk is full; free some space',
    );
  });

  it('learning that diverges: it says where, and the last good checkpoint stays', async () => {
    const folder = temporaryFolder();
    const wild = ['--rate', '10', '--decay', '1', '--epochs', '5']; // W ← −9 W at every batch
    const ended = await topdown(['train', ...DRAWN, ...wild], folder);
    expectRefusal(ended, /learning diverged in layer \d at epoch \d+, batch \d+/, 1);
    expect(record(folder)).toMatchObject({
      status: 'failed',
      error: expect.stringContaining('diverged'),
    });
    const parent = path.join(folder, 'runs', 'recurrent-mnist');
    const checkpoints = path.join(parent, readdirSync(parent)[0] as string, 'checkpoints');
    expect(readdirSync(checkpoints)).toContain('epoch-00001-batch-000000.safetensors');
  });
});
