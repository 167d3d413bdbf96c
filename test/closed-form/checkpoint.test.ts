import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/engine/errors';
import { encodeCheckpoint, loadCheckpoint, loadTrained } from '../../src/learning/checkpoint';
import { checkpointsIn, saveCheckpoint } from '../../src/learning/checkpoint-folder';
import { disposeLearner, type Learner } from '../../src/learning/learner';
import { RECURRENT } from '../../src/learning/recurrent';
import { disposeNetwork, parametersOf } from '../../src/network/parameters';
import { encodeSafetensors, readSafetensors } from '../../src/network/safetensors';
import { temporaryFolder } from '../support/folder';
import { randomLearner, settingsOf } from '../support/learners';

/** A saved learner's file. */
function saved(change: (learner: Learner) => Learner = (learner) => learner): string {
  const learner = randomLearner([5, 4]);
  const folder = temporaryFolder();
  const file = saveCheckpoint(
    folder,
    RECURRENT,
    change({ ...learner, epoch: 2, batch: 7 }),
    settingsOf(),
  );
  disposeLearner(learner);
  return file;
}

/** The reason for which a file is refused; no tensor may stay behind. */
async function refusal(file: string): Promise<string> {
  const before = tf.memory().numTensors;
  const error: unknown = await loadCheckpoint(RECURRENT, file).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(InputError);
  expect(tf.memory().numTensors).toBe(before);
  return (error as InputError).message;
}

/** The file with its header changed; the data stays. */
function withHeader(file: string, change: (header: Record<string, unknown>) => void): string {
  const bytes = readFileSync(file);
  const length = Number(bytes.readBigUInt64LE());
  const header = JSON.parse(bytes.toString('utf8', 8, 8 + length)) as Record<string, unknown>;
  change(header);
  const json = Buffer.from(JSON.stringify(header));
  const start = Buffer.alloc(8);
  start.writeBigUInt64LE(BigInt(json.length));
  writeFileSync(file, Buffer.concat([start, json, bytes.subarray(8 + length)]));
  return file;
}

describe('a checkpoint', () => {
  it('gives back every number, the place and the settings', async () => {
    const learner = { ...randomLearner([5, 4]), epoch: 2, batch: 7 };
    const file = saveCheckpoint(temporaryFolder(), RECURRENT, learner, settingsOf({ rate: 0.123 }));
    const { learner: back, settings } = await loadCheckpoint(RECURRENT, file);
    expect(settings.rate).toBe(0.123);
    expect([back.epoch, back.batch, back.tally]).toEqual([2, 7, learner.tally]);
    for (const part of ['network', 'velocity'] as const)
      for (const [at, { tensor }] of parametersOf(back[part]).entries())
        expect([...tensor.dataSync()]).toEqual([
          ...(parametersOf(learner[part])[at]?.tensor.dataSync() ?? []),
        ]);
    expect(back.meanActivity.map((mean) => mean.arraySync())).toEqual(
      learner.meanActivity.map((mean) => mean.arraySync()),
    );
    disposeLearner(learner);
    disposeLearner(back);
  });

  it('is the same bytes for the same learner', () => {
    const bytes = () => {
      const learner = randomLearner([5, 4]);
      const encoded = encodeCheckpoint(RECURRENT, learner, settingsOf());
      disposeLearner(learner);
      return Buffer.from(encoded);
    };
    expect(bytes().equals(bytes())).toBe(true);
  });

  it('can be had without what only training needs', async () => {
    const file = saved();
    const before = tf.memory().numTensors;
    const { network } = await loadTrained(RECURRENT, file);
    expect(tf.memory().numTensors - before).toBe(parametersOf(network).length);
    disposeNetwork(network);
  });

  it('is kept with the one before it, and what a crash left half-written goes', () => {
    const folder = temporaryFolder();
    const learner = randomLearner([3]);
    writeFileSync(path.join(folder, 'epoch-00001-batch-000000.safetensors.1234'), 'half');
    for (const batch of [1, 2, 10])
      saveCheckpoint(folder, RECURRENT, { ...learner, batch }, settingsOf());
    disposeLearner(learner);
    expect(readdirSync(folder)).toEqual([
      'epoch-00000-batch-000002.safetensors',
      'epoch-00000-batch-000010.safetensors',
    ]);
    expect(path.basename(checkpointsIn(folder)[0] as string)).toContain('000010');
  });

  it('is found by its numbers, of however many digits', () => {
    const folder = temporaryFolder();
    const learner = { ...randomLearner([3]), batch: 0 };
    for (const epoch of [99_998, 99_999, 100_000])
      saveCheckpoint(folder, RECURRENT, { ...learner, epoch }, settingsOf());
    disposeLearner(learner);
    const names = () => checkpointsIn(folder).map((file) => path.basename(file, '.safetensors'));
    expect(names()).toEqual(['epoch-100000-batch-000000', 'epoch-99999-batch-000000']);
    for (const name of ['epoch-100000-batch-999999', 'epoch-100000-batch-1000000'])
      writeFileSync(path.join(folder, `${name}.safetensors`), '');
    expect(names().slice(0, 2)).toEqual([
      'epoch-100000-batch-1000000',
      'epoch-100000-batch-999999',
    ]);
  });
});

describe('a file that is no sound checkpoint is refused, with the reason:', () => {
  it('missing', async () => {
    expect(await refusal('/nowhere/at.all')).toContain('there is no checkpoint');
  });

  it('empty', async () => {
    const file = saved();
    truncateSync(file, 0);
    expect(await refusal(file)).toContain('it has 0 bytes');
  });

  it.each([7, 9, 500])('cut to %i bytes', async (size) => {
    const file = saved();
    truncateSync(file, size);
    expect(await refusal(file)).toMatch(/it has \d+ bytes|cut short/);
  });

  it('one byte short, or one too long', async () => {
    const [short, long] = [saved(), saved()];
    truncateSync(short, readFileSync(short).length - 1);
    writeFileSync(long, Buffer.concat([readFileSync(long), Buffer.alloc(1)]));
    expect(await refusal(short)).toContain('promises');
    expect(await refusal(long)).toContain('promises');
  });

  it('a file of another kind', async () => {
    const file = path.join(temporaryFolder(), 'picture.png');
    writeFileSync(file, Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'));
    expect(await refusal(file)).toContain('does not start like');
    expect(await refusal(path.dirname(file))).toContain('it is not a file');
  });

  it('a header that promises more than there is, before memory is taken for it', async () => {
    const file = withHeader(saved(), (header) => {
      header['readout'] = { dtype: 'F32', shape: [1e6, 1e6], data_offsets: [0, 4e12] };
    });
    expect(await refusal(file)).toMatch(/does not fit|promises/);
  });

  it('arrays that overlap or leave holes', async () => {
    const file = withHeader(saved(), (header) => {
      const entry = header['layer_1.bias'] as { data_offsets: number[] };
      entry.data_offsets = entry.data_offsets.map((offset) => offset + 4);
    });
    expect(await refusal(file)).toContain('does not fit its shape');
  });

  it('numbers of another type', async () => {
    const file = withHeader(saved(), (header) => {
      (header['readout'] as { dtype: string }).dtype = 'F64';
    });
    expect(await refusal(file)).toContain('holds F64');
  });

  it('safetensors of another program', async () => {
    const file = path.join(temporaryFolder(), 'other.safetensors');
    const weight = { shape: [2], values: Float32Array.of(1, 2) };
    writeFileSync(file, encodeSafetensors({ metadata: {}, tensors: new Map([['w', weight]]) }));
    expect(await refusal(file)).toContain('not one of a topdown network');
  });

  it('sizes that its arrays do not have', async () => {
    const file = withHeader(saved(), (header) => {
      const metadata = header['__metadata__'] as Record<string, string>;
      metadata['sizes'] = JSON.stringify({ pixels: 9, hidden: [5, 40], classes: 10 });
    });
    expect(await refusal(file)).toMatch(/layer_1.top_down is 4 × 5, not 40 × 5/);
  });

  it.each(['sizes', 'settings', 'place'])('%s that cannot be read', async (name) => {
    const file = withHeader(saved(), (header) => {
      (header['__metadata__'] as Record<string, string>)[name] = '{"batch": "many"}';
    });
    expect(await refusal(file)).toContain(`its ${name} cannot be read`);
  });

  it('sizes that no network of its system has', async () => {
    const file = withHeader(saved(), (header) => {
      const metadata = header['__metadata__'] as Record<string, string>;
      metadata['sizes'] = JSON.stringify({
        ...JSON.parse(String(metadata['sizes'])),
        topDown: false,
      });
    });
    expect(await refusal(file)).toContain('its sizes are none of the system recurrent');
  });

  it('a header that is not of text, or of too much', async () => {
    const file = saved();
    const bytes = readFileSync(file);
    bytes[12] = 0xff;
    writeFileSync(file, bytes);
    expect(await refusal(file)).toContain('its header is not JSON');
    const axes = withHeader(saved(), (header) => {
      (header['readout'] as { shape: number[] }).shape = new Array(1000).fill(1);
    });
    expect(await refusal(axes)).toContain('readout.shape has more than 8 entries');
  });

  it('a weight that is not a number', async () => {
    const file = saved();
    const bytes = readFileSync(file);
    bytes.writeFloatLE(Number.NaN, bytes.length - 4);
    writeFileSync(file, bytes);
    expect(await refusal(file)).toContain('not finite');
  });
});

describe('safetensors', () => {
  it('pads its header so that the numbers start at a multiple of 8', async () => {
    const tensors = new Map([['w', { shape: [1, 2], values: Float32Array.of(0.5, -2) }]]);
    const bytes = Buffer.from(encodeSafetensors({ metadata: { a: 'b' }, tensors }));
    expect(Number(bytes.readBigUInt64LE()) % 8).toBe(0);
    const file = path.join(temporaryFolder(), 'w.safetensors');
    writeFileSync(file, bytes);
    const back = await readSafetensors(file);
    expect(back.metadata).toEqual({ a: 'b' });
    expect(back.tensors.get('w')).toEqual({ shape: [1, 2], values: Float32Array.of(0.5, -2) });
  });

  it('is read where numbers of 2 bytes put those of 4 off their place', async () => {
    const json =
      '{"a":{"dtype":"F16","shape":[1],"data_offsets":[0,2]},"b":{"dtype":"F32","shape":[1],"data_offsets":[2,6]}}';
    const bytes = Buffer.alloc(8 + json.length + 6);
    bytes.writeBigUInt64LE(BigInt(json.length));
    bytes.write(json, 8);
    bytes.writeUInt16LE(0x3c00, 8 + json.length); // 1
    bytes.writeFloatLE(-2.5, 8 + json.length + 2);
    const file = path.join(temporaryFolder(), 'mixed.safetensors');
    writeFileSync(file, bytes);
    const { tensors } = await readSafetensors(file);
    expect([...tensors.values()].map(({ values }) => [...values])).toEqual([[1], [-2.5]]);
    await expect(loadTrained(RECURRENT, file)).rejects.toThrow('not one of a topdown network');
  });
});
