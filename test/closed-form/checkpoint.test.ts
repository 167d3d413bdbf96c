import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/input/errors';
import { encodeCheckpoint, readCheckpoint } from '../../src/learning/checkpoint';
import { disposeLearner, type Learner, newLearner } from '../../src/learning/learner';
import { commonDefaults } from '../../src/learning/settings';
import { LOCAL_FIELDS } from '../../src/learning/systems/local-fields';
import { RECURRENT } from '../../src/learning/systems/recurrent';
import { architectureSchema } from '../../src/network/check-architecture';
import { layersOf } from '../../src/network/neighbours';
import {
  copyNetwork,
  disposeNetwork,
  initialise,
  type Network,
  parametersOf,
} from '../../src/network/network';
import {
  bytesNamed,
  encodeSafetensors,
  readSafetensors,
  type StoredTensor,
} from '../../src/network/safetensors';
import { storeNetwork } from '../../src/network/store';
import { wiresOf } from '../../src/network/wires';
import { checkpointsIn, saveCheckpoint } from '../../src/trained/checkpoint-folder';
import { loadCheckpoint, loadTrained, withFile } from '../../src/trained/network-files';
import { asMatrix, feedforward, recurrent } from '../support/architectures';
import { temporaryFolder } from '../support/folder';
import { randomLearner, settingsOf } from '../support/learners';
import { withoutZeros } from '../support/networks';
import { bits, expectClose } from '../support/numbers';

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

/** Every number of a network, by the name of its parameter. */
const numbersOf = (network: Network) =>
  Object.fromEntries(parametersOf(network).map(({ name, tensor }) => [name, bits(tensor)]));

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

/** The file with other metadata; what is undefined goes. */
function withMetadata(file: string, changes: Record<string, string | undefined>): string {
  return withHeader(file, (header) => {
    header['__metadata__'] = { ...(header['__metadata__'] as object), ...changes };
  });
}

/** The metadata of the first format, which held sizes alone. */
const firstFormat = (sizes: object) => ({
  ...{ format: 'topdown network 1', architecture: undefined, sizes: JSON.stringify(sizes) },
});

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

  it('is read as the average of its weights, where training averaged them', async () => {
    const other = randomLearner([5, 4], 2);
    const file = saved((learner) => ({ ...learner, average: other.network }));
    const { network } = await loadTrained(RECURRENT, file);
    const { learner } = await loadCheckpoint(RECURRENT, file);
    expect(numbersOf(network)).toEqual(numbersOf(learner.average as Network));
    expect(numbersOf(network)).toEqual(numbersOf(other.network));
    expect(numbersOf(network)).not.toEqual(numbersOf(learner.network));
    disposeNetwork(network);
    disposeLearner(learner);
    disposeLearner(other);
  });

  it('is read of as many layers as an architecture may have, with the longest of names', async () => {
    const dense = { kind: 'dense' } as const;
    const names = Array.from({ length: 999 }, (_, at) => `l${String(at).padStart(39, '_')}`);
    const up = names.map((to, at) => ({ from: names[at - 1] ?? 'pixels', to, transform: dense }));
    const architecture = architectureSchema.parse({
      input: { name: 'pixels', units: 2 },
      hidden: names.map((name) => ({ name, units: 1 })),
      label: { name: 'label', units: 2 },
      connections: [...up, { from: 'label', to: names.at(-1), transform: dense }],
      reads: names,
    });
    const start = newLearner(architecture, 1);
    const learner = { ...start, average: copyNetwork(start.network) };
    const bytes = encodeCheckpoint(RECURRENT, learner, { ...settingsOf(), average: 5 });
    const read = await readCheckpoint(RECURRENT, bytesNamed('deep', bytes));
    expect(read.learner.network.architecture).toEqual(architecture);
    disposeLearner(read.learner);
    disposeLearner(learner);
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

describe('a file that holds velocities times (1 − momentum)', () => {
  it('gives the same learner, within rounding', async () => {
    const before = withHeader(saved(), (header) => {
      for (const name of Object.keys(header).filter((one) => one.startsWith('momentum_buffer.'))) {
        header[name.replace('momentum_buffer.', 'velocity.')] = header[name];
        delete header[name];
      }
    });
    const { learner, settings } = await loadCheckpoint(RECURRENT, saved());
    const { learner: back } = await loadCheckpoint(RECURRENT, before);
    const expected = numbersOf(learner.velocity);
    for (const [name, found] of Object.entries(numbersOf(back.velocity)))
      expectClose(
        found,
        (expected[name] ?? []).map((one) => one / (1 - settings.momentum)),
        1e-6,
        name,
      );
    expect(numbersOf(back.network)).toEqual(numbersOf(learner.network));
    disposeLearner(learner);
    disposeLearner(back);
  });
});

it('of a network with a layer called velocity comes back', async () => {
  const usual = recurrent({ pixels: 9, hidden: [4], classes: 10 });
  const called = (name: string) => (name === 'layer_1' ? 'velocity' : name);
  const learner = newLearner(
    {
      ...usual,
      hidden: usual.hidden.map((layer) => ({ ...layer, name: called(layer.name) })),
      connections: usual.connections.map(({ from, to, transform }) => ({
        ...{ from: called(from), to: called(to), transform },
      })),
      reads: ['velocity'],
    },
    1,
  );
  const file = saveCheckpoint(temporaryFolder(), RECURRENT, learner, settingsOf());
  const { learner: back } = await loadCheckpoint(RECURRENT, file);
  expect(numbersOf(back.network)).toEqual(numbersOf(learner.network));
  expect(numbersOf(back.velocity)).toEqual(numbersOf(learner.velocity));
  disposeLearner(learner);
  disposeLearner(back);
});

describe('a file of the first format', () => {
  const SIZES = { pixels: 9, hidden: [5, 4], classes: 10 };

  it('gives the same recurrent learner', async () => {
    const [now, before] = [saved(), withMetadata(saved(), firstFormat(SIZES))];
    const [{ learner }, { learner: back }] = [
      await loadCheckpoint(RECURRENT, now),
      await loadCheckpoint(RECURRENT, before),
    ];
    expect(back.network.architecture).toEqual(learner.network.architecture);
    for (const part of ['network', 'velocity'] as const)
      expect(numbersOf(back[part])).toEqual(numbersOf(learner[part]));
    expect(back.meanActivity.map(bits)).toEqual(learner.meanActivity.map(bits));
    disposeLearner(learner);
    disposeLearner(back);
  });

  it('gives a network of local fields, which lay in matrices with zeros', async () => {
    const hidden = [16, 18, 8];
    const architecture = LOCAL_FIELDS.architecture(layersOf({ pixels: 784, hidden, classes: 10 }));
    const settings = { ...commonDefaults(hidden), blurs: 10, columns: 28 };
    const network = withoutZeros(initialise(architecture, 3), 3);
    const stored = storeNetwork(network).map(([name, tensor]): [string, StoredTensor] => {
      const wire = wiresOf(architecture)
        .flat()
        .find((one) => one.name === name);
      if (!wire) return [name, tensor];
      const matrix = tf.tidy(() => bits(asMatrix(network.weights[wire.at] as tf.Tensor, wire)));
      expect(matrix).toContain(0);
      const shape = [wire.from.units, wire.to.units];
      return [name, { shape, values: Float32Array.from(matrix) }];
    });
    const { architecture: _, ...first } = firstFormat({
      ...{ pixels: 784, hidden, classes: 10, topDown: false },
    });
    const metadata = { ...first, system: 'local-fields', settings: JSON.stringify(settings) };
    const file = path.join(temporaryFolder(), 'local.safetensors');
    writeFileSync(file, encodeSafetensors({ metadata, tensors: new Map(stored) }));
    const tensors = tf.memory().numTensors;
    const back = await loadTrained(LOCAL_FIELDS, file);
    expect(tf.memory().numTensors - tensors).toBe(parametersOf(back.network).length);
    expect(back.settings).toEqual(settings);
    expect(back.network.architecture).toEqual(architecture);
    expect(numbersOf(back.network)).toEqual(numbersOf(network));
    disposeNetwork(network);
    disposeNetwork(back.network);
  });

  it('is refused where its sizes are not those of its arrays, or cannot be read', async () => {
    const other = withMetadata(saved(), firstFormat({ ...SIZES, hidden: [5, 40] }));
    expect(await refusal(other)).toMatch(/layer_1.top_down is 4 × 5, not 40 × 5/);
    const broken = withMetadata(saved(), firstFormat({ pixels: 'many' }));
    expect(await refusal(broken)).toContain('its sizes cannot be read');
  });

  it('is refused where nothing leads down in it, though its system is recurrent', async () => {
    const file = withHeader(saved(), (header) => {
      for (const name of Object.keys(header))
        if (name.endsWith('.top_down')) {
          header[`${name}_of_another`] = header[name];
          delete header[name];
        }
    });
    const feedforward = withMetadata(file, firstFormat({ ...SIZES, topDown: false }));
    expect(await refusal(feedforward)).toContain('nothing leads down in it');
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

  it('layers that its arrays do not have', async () => {
    const file = withMetadata(saved(), {
      architecture: JSON.stringify(recurrent({ pixels: 9, hidden: [5, 40], classes: 10 })),
    });
    expect(await refusal(file)).toMatch(/layer_1.top_down is 4 × 5, not 40 × 5/);
  });

  it.each(['architecture', 'settings', 'place'])('%s that cannot be read', async (name) => {
    const file = withMetadata(saved(), { [name]: '{"batch": "many"}' });
    expect(await refusal(file)).toContain(`its ${name} cannot be read`);
  });

  it('an architecture that no network of its system has', async () => {
    const file = withMetadata(saved(), {
      architecture: JSON.stringify(feedforward({ pixels: 9, hidden: [5, 4], classes: 10 })),
    });
    expect(await refusal(file)).toContain('its architecture is none of the system recurrent');
  });

  it('an architecture that is none', async () => {
    const { connections, ...others } = recurrent({ pixels: 9, hidden: [5, 4], classes: 10 });
    const architecture = JSON.stringify({ ...others, connections: connections.slice(1) });
    const file = withMetadata(saved(), { architecture });
    expect(await refusal(file)).toContain('its architecture cannot be read');
  });

  it('a format of later', async () => {
    const file = withMetadata(saved(), { format: 'topdown network 3' });
    expect(await refusal(file)).toContain('take a newer one');
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
    expect(await refusal(axes)).toContain('readout.shape: has more than 8 entries');
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
    const back = await withFile(file, readSafetensors);
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
    const { tensors } = await withFile(file, readSafetensors);
    expect([...tensors.values()].map(({ values }) => [...values])).toEqual([[1], [-2.5]]);
    await expect(loadTrained(RECURRENT, file)).rejects.toThrow('not one of a topdown network');
  });
});
