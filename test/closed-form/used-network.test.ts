import { writeFileSync } from 'node:fs';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { filesOf } from '../../src/data/data-set';
import { MNIST } from '../../src/data/sets/mnist';
import { drawnDigits } from '../../src/images/drawn-digits/drawn-digits';
import { disposeLearner } from '../../src/learning/learner';
import { encodeTrained, type LearntFrom } from '../../src/learning/network-file';
import { RECURRENT } from '../../src/learning/systems/recurrent';
import { fileSha256 } from '../../src/machine/sha256';
import { disposeNetwork, initialise } from '../../src/network/network';
import type { HeldRun } from '../../src/runs/held-run';
import type { Split } from '../../src/runs/images';
import { newRun } from '../../src/runs/perform';
import { openToResume } from '../../src/runs/resume-run';
import { openRun } from '../../src/runs/run-folder';
import { saveCheckpoint } from '../../src/trained/checkpoint-folder';
import { loadToJudge } from '../../src/trained/load-to-judge';
import { learntInWords } from '../../src/trained/network-origin';
import { SMALL, shippedModel } from '../../src/trained/shipped-model';
import {
  NAMES_NETWORKS,
  networkNow,
  networkOptions,
  useNetwork,
} from '../../src/trained/used-network';
import { networkOption } from '../../src/training/train-network';
import { recurrent } from '../support/architectures';
import { temporaryFolder } from '../support/folder';
import { randomLearner, settingsOf } from '../support/learners';
import { RECORD } from '../support/run-record';

const { test: images } = drawnDigits({ training: 1, test: 1 });
const HERE = { 'train-images': 'a', 'train-labels': 'b', 't10k-labels': 'c' };
const RELABELLED = { ...HERE, 'train-labels': 'other' };

/** A run on data of these contents and this name. */
function runOn(
  checksums: Record<string, string>,
  split: Split = 'validation',
  set = 'mnist',
): HeldRun {
  const about = { set, source: 'folder', path: '/one' } as const;
  const data = { ...about, checksums, split, training: 5, held: 1 };
  const run = newRun(temporaryFolder(), { ...RECORD, status: 'running', data });
  run.begin();
  return run;
}

/** A network's file; `learntFrom` is written into it. */
function exported(file: string, learntFrom: LearntFrom, seed = 1, classes = 10): string {
  const network = initialise(recurrent({ pixels: 28 * 28, hidden: [3], classes }), seed);
  writeFileSync(file, encodeTrained(RECURRENT, { network, settings: settingsOf() }, learntFrom));
  disposeNetwork(network);
  return file;
}

const say = () => undefined;

const newFile = () => path.join(temporaryFolder(), 'one.safetensors');

describe('a network that a run uses', () => {
  it('is in its record with the checksum of its file, once', () => {
    const run = runOn(HERE);
    const file = exported(newFile(), { set: 'mnist', split: 'test' });
    for (const given of [file, SMALL, file]) useNetwork({ run }, given);
    const shipped = shippedModel(SMALL);
    expect(openRun(run.path).record().networks).toEqual([
      { given: file, file, sha256: fileSha256(file) },
      { given: SMALL, file: shipped, sha256: fileSha256(shipped) },
    ]);
  });

  it('is refused by a name that no shipped network has', () => {
    expect(() => shippedModel('recurrent-500-50')).toThrow(
      'there is no shipped network recurrent-500-50 (did you mean recurrent-500-500?): `npx topdown models` lists',
    );
  });

  it.for([
    ['recurrent-300-300-seed-11', ' (did you mean recurrent-300-300-seed-1 or'],
    [`${SMALL}.safetensors`, ': name a run, by its folder or its name, a checkpoint'],
    [`nowhere/${SMALL}`, ': name a run, by its folder or its name, a checkpoint'],
    ['recurrent-300-300-seed-{1..10}', ': this shell does not expand braces, so write each name'],
  ] as const)('is refused by the name %s in one sentence', ([name, why]) => {
    expect(() => networkNow(name)).toThrow(`there is no ${name}${why}`);
  });

  it('is refused where it is another than the run began with, and named', () => {
    const run = runOn(HERE);
    const file = exported(newFile(), { set: 'mnist', split: 'test' });
    useNetwork({ run }, file);
    exported(file, { set: 'mnist', split: 'test' }, 2);
    run.leave();
    expect(() => useNetwork({ run: openToResume(run.path) }, file)).toThrow(
      `the network ${file} (${file}) is not the one that ${run.path} began with`,
    );
  });

  it('is named by the options that say so', () => {
    const text = z.string().describe('');
    const shape = { network: networkOption, text, beside: z.array(text).meta(NAMES_NETWORKS) };
    expect(networkOptions(shape)).toEqual(['network', 'beside']);
    expect(networkOptions({ one: networkOption.default('recurrent-500-500') })).toEqual(['one']);
  });
});

describe('a network of other classes than the images have', () => {
  const refusal = async (learntFrom: LearntFrom, classes: number) => {
    const experiment = { run: runOn(HERE), dataSet: 'mnist', options: {}, say };
    const file = exported(newFile(), learntFrom, 1, classes);
    const before = tf.memory().numTensors;
    const error = await loadToJudge(RECURRENT, file, images, experiment).catch(String);
    expect(tf.memory().numTensors).toBe(before);
    return error;
  };

  it('is refused, with the options that ask for what it has learnt', async () => {
    const letters: LearntFrom = { set: 'mnist', split: 'validation', checksums: HERE };
    const said = await refusal({ ...letters, classes: 26, firstLabel: 1 }, 26);
    expect(said).toContain(
      '26 classes; drawn-digits test has 28 × 28 pixels and 10 classes. It has learnt from',
    );
    expect(said).toContain(
      'mnist (files of one’s own) of 26 classes: ask for these with --data-set mnist --classes 26 --first-label 1,',
    );
    // A file from before there was a labelling in it.
    expect(await refusal(letters, 26)).toContain(
      '--classes 26 --first-label <the label of its first class>,',
    );
  });

  it('is called by what its files were, in words', () => {
    const words = (from: LearntFrom, classes = 10) => learntInWords({ sizes: { classes }, from });
    const published = Object.fromEntries(
      filesOf(MNIST).map(({ name, content }) => [name, content as string]),
    );
    const mnist = { set: 'mnist', split: 'test' } as const;
    expect(words({ ...mnist, checksums: published })).toBe('mnist');
    expect(words({ ...mnist, checksums: HERE })).toBe('mnist (files of one’s own)');
    expect(words(mnist)).toBe('mnist');
    expect(words(mnist, 26)).toBe('mnist of 26 classes');
    expect(words({ set: 'drawn-digits', split: 'test', checksums: HERE })).toBe('drawn-digits');
  });
});

describe('a network of another data set with as many pixels and classes', () => {
  const said = async (set: string, checksums?: Record<string, string>) => {
    const lines: string[] = [];
    const about = { dataSet: 'mnist', options: {}, say: (text: string) => lines.push(text) };
    const learnt: LearntFrom = { set, split: 'validation', ...(checksums && { checksums }) };
    const file = exported(newFile(), learnt);
    const { network } = await loadToJudge(RECURRENT, file, images, { run: runOn(HERE), ...about });
    disposeNetwork(network);
    return lines.map((line) => line.replace(file, 'one'));
  };

  it('is judged, and said to have learnt another', async () => {
    expect(await said('fashion-mnist')).toEqual([
      expect.stringMatching(
        /^drawn-digits test is another data set than the network one has learnt/,
      ),
    ]);
    expect((await said('fashion-mnist'))[0]).toContain(
      'ask for these with --data-set fashion-mnist,',
    );
    expect(await said('mnist')).toEqual([]);
    expect(await said('mnist', RELABELLED)).toEqual([]);
    expect(await said('fashion-mnist', HERE)).toEqual([]); // the very same images
  });
});

describe('a network to be judged by held-out training images', () => {
  const judge = async (run: HeldRun, file: string, split: Split = 'validation') => {
    const experiment = { run, dataSet: 'mnist', options: { split }, say };
    const { network, sha256 } = await loadToJudge(RECURRENT, file, images, experiment);
    disposeNetwork(network);
    return sha256 === fileSha256(file);
  };
  const REFUSED = 'has learnt from the images held out for validation';
  const all = (set: string, checksums?: Record<string, string>): LearntFrom => ({
    ...{ set, split: 'test' },
    ...(checksums && { checksums }),
  });

  it('is refused where it has learnt from these very images, whatever they were called', async () => {
    const file = exported(newFile(), all('fashion-mnist', HERE));
    const before = tf.memory().numTensors;
    await expect(judge(runOn(HERE), file)).rejects.toThrow(REFUSED);
    await expect(judge(runOn({ ...HERE, 't10k-labels': 'x' }), file)).rejects.toThrow(REFUSED);
    expect(tf.memory().numTensors).toBe(before);
    expect(await judge(runOn(HERE), file, 'test')).toBe(true);
    const some = exported(newFile(), { ...all('mnist', HERE), split: 'validation' });
    expect(await judge(runOn(HERE), some)).toBe(true);
  });

  it('is judged where it has learnt from others of the same name', async () => {
    const file = exported(newFile(), all('mnist', HERE));
    expect(await judge(runOn(RELABELLED), file)).toBe(true);
  });

  it.each([
    ['cifar-10-jpeg', 'cifar-10'],
    ['cifar-10', 'cifar-10-jpeg'],
    ['cifar-10-jpeg', 'cifar-10-jpeg'], // made anew, and so in an order of its own
  ])('is refused where it has learnt from %s and these are %s', async (learnt, here) => {
    const refused = `has learnt from ${learnt}, which may hold the images here in another order`;
    for (const split of ['validation', 'test'] as const) {
      const file = exported(newFile(), { ...all(learnt, HERE), split });
      const judged = (of?: Split) => judge(runOn(RELABELLED, 'validation', here), file, of);
      await expect(judged()).rejects.toThrow(refused);
      expect(await judged('test')).toBe(true);
    }
    const same = exported(newFile(), { ...all(learnt, HERE), split: 'validation' });
    expect(await judge(runOn(HERE, 'validation', here), same)).toBe(true);
  });

  it('is known by the record beside an older file, where that is of this file', async () => {
    const file = exported(newFile(), all('mnist'));
    await expect(judge(runOn(RELABELLED), file)).rejects.toThrow(REFUSED); // only the name is known
    const beside = (checksum: string) =>
      writeFileSync(
        file.replace('.safetensors', '.json'),
        JSON.stringify({ checksum, record: { ...RECORD, data: all('mnist', HERE) } }),
      );
    beside('of another');
    await expect(judge(runOn(RELABELLED), file)).rejects.toThrow(REFUSED);
    beside(fileSha256(file));
    expect(await judge(runOn(RELABELLED), file)).toBe(true);
    await expect(judge(runOn(HERE), file)).rejects.toThrow(REFUSED);
  });

  it('is refused where its card declares another, and taken where that is another file’s', async () => {
    const file = exported(newFile(), all('mnist', HERE));
    const declares = (hidden: number, checksum: string) => {
      const architecture = recurrent({ pixels: 28 * 28, hidden: [hidden], classes: 10 });
      const record = { ...RECORD, data: all('mnist', HERE) };
      const card = JSON.stringify({ checksum, architecture, record });
      writeFileSync(file.replace('.safetensors', '.json'), card);
    };
    declares(3, fileSha256(file));
    expect(await judge(runOn(RELABELLED), file)).toBe(true);
    declares(4, fileSha256(file));
    await expect(judge(runOn(RELABELLED), file)).rejects.toThrow(
      'one.json declares another architecture than the network has',
    );
    declares(4, 'of another');
    expect(await judge(runOn(RELABELLED), file)).toBe(true);
  });

  it('is known by its checkpoint, or by the run of an older one', async () => {
    const learner = randomLearner([3]);
    const run = runOn(HERE, 'test');
    const checkpoint = (learntFrom?: LearntFrom) =>
      saveCheckpoint(run.file('checkpoints'), RECURRENT, learner, settingsOf(), learntFrom);
    const small = { ...images, rows: 3, columns: 3 };
    const judged = async (file: string) => {
      const options = { split: 'validation' } as const;
      const experiment = { run: runOn(HERE), dataSet: 'mnist', options, say };
      const { network } = await loadToJudge(RECURRENT, file, small, experiment);
      disposeNetwork(network);
    };
    await judged(checkpoint(all('mnist', RELABELLED)));
    await expect(judged(checkpoint())).rejects.toThrow(REFUSED);
    disposeLearner(learner);
  });
});
