import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { filesOf } from '../../src/data/data-set';
import { CIFAR_10 } from '../../src/data/sets/cifar';
import { randomStream } from '../../src/engine/random';
import { systemNamed } from '../../src/learning/systems/systems';
import { disposeNetwork } from '../../src/network/network';
import { readWatched } from '../../src/observation/watched-file';
import { runRecord } from '../../src/runs/run-record';
import { findCheckpoint } from '../../src/trained/checkpoint-folder';
import { loadTrained, systemOfFile } from '../../src/trained/network-files';
import { temporaryFolder } from '../support/folder';
import { oneProcess } from '../support/one-process';

const topdown = oneProcess();

/** A folder with CIFAR's files, of a dozen images of noise each. */
function noise(): string {
  const folder = temporaryFolder();
  for (const [at, { name }] of filesOf(CIFAR_10).entries()) {
    const random = randomStream(1, 'noise', at);
    const records = Array.from({ length: 12 }, (_, image) => [
      image % 10,
      ...Array.from({ length: 3072 }, () => random.integer(0, 255)),
    ]);
    writeFileSync(path.join(folder, name), Uint8Array.from(records.flat()));
  }
  return folder;
}

/** A run's record, what it was watched doing and its learning curves agree on which goodness is the answer's. */
function expectPreferenceKept(run: string, system: string): void {
  const least = system === 'min-ssq' ? 'least' : undefined;
  const record = runRecord.parse(JSON.parse(readFileSync(path.join(run, 'run.json'), 'utf8')));
  expect(record.learning?.prefers).toBe(least);
  expect(readWatched(path.join(run, 'watched.json'))?.prefers).toBe(least);
  const captions = record.figures?.map(({ caption }) => caption).join(' ') ?? '';
  expect(captions.includes('positives (to be lowered')).toBe(least !== undefined);
  expect(captions.includes('the label with the lowest is the answer')).toBe(least !== undefined);
}

const SHORT = '--epochs 1 --train 20 --batch 10 --judge-seen 7 --json'.split(' ');
const FEW_STEPS = '--steps 3 --window 2-3'.split(' ');

describe('the networks of section 4 of the paper', () => {
  it.each(['max-ssq', 'min-ssq', 'backpropagation'])(
    'learn from colour, pushed by %s',
    async (system) => {
      const [data, folder] = [noise(), temporaryFolder()];
      const asked = [
        'run',
        'cifar',
        '--system',
        system,
        '--layers',
        ...(system === 'backpropagation' ? ['2'] : ['1', ...FEW_STEPS]),
        '--data',
        data,
        ...SHORT,
      ];
      const { code, stdout, stderr } = await topdown(asked, folder);
      expect({ code, stderr }).toMatchObject({ code: 0 });
      const { options, results, data: learntFrom, dataSet } = runRecord.parse(JSON.parse(stdout));
      expect([dataSet, learntFrom?.set, options['system']]).toEqual([
        'cifar-10',
        'cifar-10',
        system,
      ]);
      expect(options).toMatchObject({ field: 11, temperature: 10, rate: 0.01 });
      const [run] = readdirSync(path.join(folder, 'runs', 'cifar'));
      const file = findCheckpoint(path.join(folder, 'runs', 'cifar', run as string));
      const { network } = await loadTrained(systemNamed(await systemOfFile(file)), file);
      expect(network.architecture.input.mean).toHaveLength(3); // noise is grey, on the whole
      for (const mean of network.architecture.input.mean ?? []) expect(mean).toBeCloseTo(0.5, 1);
      disposeNetwork(network);
      const judged = z.object({ images: z.number(), goodness: z.number().optional() });
      const { validation, onTraining } = z
        .object({ validation: judged, onTraining: judged })
        .parse(results);
      expect([validation.images, onTraining.images]).toEqual([10, 7]);
      for (const { goodness } of [validation, onTraining])
        expect(goodness === undefined).toBe(system === 'backpropagation');
      expectPreferenceKept(path.join(folder, 'runs', 'cifar', run as string), system);
    },
  );

  it('refuse options that backpropagation does not use, unless they have their defaults', async () => {
    const folder = temporaryFolder();
    const refusal = async (options: string) => {
      const typed = `run cifar --system backpropagation --data ${folder} ${options}`;
      const { code, stderr } = await topdown(typed.split(' '), folder);
      expect(code).toBe(2);
      return stderr;
    };
    expect(await refusal('--dropout 0.5 --temperature 1 --rate 0.2')).toContain(
      'the system backpropagation does not use --temperature, --dropout: leave them out',
    );
    for (const option of ['steps 9', 'window 3-6', 'damping 0.5', 'schedule alternating', 'peer 0'])
      expect(await refusal(`--${option}`)).toContain(
        `the system backpropagation does not use --${option.split(' ')[0]}: leave it out`,
      );
    const recorded = '--peer 0.03 --temperature 10 --steps 10 --window 4-6';
    expect(await refusal(recorded)).toMatch(/^error: .*data_batch_1\.bin/m);
  });

  it('say in a sentence where the images are missing, and take no digits', async () => {
    const folder = temporaryFolder();
    const missing = await topdown(['run', 'cifar', '--data', folder], folder);
    expect(missing.code).toBe(2);
    expect(missing.stderr).toMatch(/^error: .*data_batch_1\.bin/m);
    const digits = await topdown(['run', 'cifar', '--data-set', 'mnist'], folder);
    expect(digits.code).toBe(2);
    expect(digits.stderr).toContain('cifar-10, cifar-10-jpeg');
  });
});
