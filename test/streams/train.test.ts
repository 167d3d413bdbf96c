import * as tf from '@tensorflow/tfjs-core';
import { lastValueFrom, reduce, take, tap, toArray } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { drawnDigits } from '../../src/images/drawn-digits/drawn-digits';
import { first } from '../../src/images/split';
import { DivergenceError, InputError } from '../../src/input/errors';
import { trainedNetwork } from '../../src/learning/average';
import { encodeCheckpoint, readCheckpoint } from '../../src/learning/checkpoint';
import { checkTally, checkWeights } from '../../src/learning/divergence';
import { disposeLearner, type Learner, newLearner } from '../../src/learning/learner';
import { commonDefaults, defaultSettings } from '../../src/learning/settings';
import { evaluateSystem } from '../../src/learning/system';
import { BACKPROPAGATION } from '../../src/learning/systems/backpropagation';
import { RECURRENT } from '../../src/learning/systems/recurrent';
import { allSystems } from '../../src/learning/systems/systems';
import { emptyTally } from '../../src/learning/tally';
import { type TrainingControl, type TrainingEvent, train } from '../../src/learning/train';
import { layersOf } from '../../src/network/neighbours';
import type { Network } from '../../src/network/network';
import { bytesNamed } from '../../src/network/safetensors';
import { joinEvaluations } from '../../src/perception/evaluate';
import { layersIn, type NeighbourWeights, recurrent, withLayers } from '../support/architectures';
import { expectClose } from '../support/numbers';
import { until } from '../support/shell';

const { training, test } = drawnDigits({ training: 120, test: 30, seed: 1 });
const settings = {
  ...defaultSettings([12, 8]),
  ...{ epochs: 2, batch: 40, shift: 1, dropout: 0.3, average: 20 },
  diet: ['clean', 'gaussian-noise', 'digit-clutter:2'],
};
const begin = () =>
  newLearner(recurrent({ pixels: 784, hidden: [12, 8], classes: 10 }), settings.seed);
const bytesOf = (learner: Learner) => Buffer.from(encodeCheckpoint(RECURRENT, learner, settings));

/** The answers of one pass to the test images. */
async function readoutOf(network: Network, judged: typeof settings) {
  const parts = evaluateSystem(RECURRENT, network, test, judged);
  return (await lastValueFrom(parts.pipe(reduce(joinEvaluations)))).readout;
}

const errorsOf = (answers: ArrayLike<number>) =>
  Array.from(answers).filter((answer, image) => answer !== test.labels[image]).length;

/** Every event of a training, in words; what is handed over is taken as bytes and freed. */
async function watch(start: Learner, control: TrainingControl = {}, learnt = settings) {
  let [saved, finished]: [Buffer | undefined, Buffer | undefined] = [undefined, undefined];
  const events = train(RECURRENT, start, training, learnt, control).pipe(
    tap((event) => {
      if (event.kind === 'checkpoint') saved = bytesOf(event.learner);
      if (event.kind !== 'finished') return;
      finished = bytesOf(event.learner);
      disposeLearner(event.learner);
    }),
    toArray(),
  );
  const kinds = (await lastValueFrom(events)).map(inWords);
  return { kinds, saved: saved as Buffer | undefined, finished: finished as Buffer | undefined };
}

function inWords(event: TrainingEvent): string {
  if (event.kind === 'batch') return `${event.epoch}.${event.batch}/${event.batches}`;
  return event.kind === 'checkpoint' ? `saved: ${event.reason}` : event.kind;
}

describe('training', () => {
  it('tells of every batch and epoch, then that it has finished', async () => {
    const start = begin();
    const { kinds } = await watch(start, { validation: test });
    const epoch = (number: number) => [
      ...[1, 2, 3].map((batch) => `${number}.${batch}/3`),
      ...['epoch', 'validation', 'saved: epoch'],
    ];
    expect(kinds).toEqual([...epoch(1), ...epoch(2), 'finished']);
    disposeLearner(start);
  });

  it('learns the same whether or not it is watched, validated or saved', async () => {
    const start = begin();
    const plain = await watch(start);
    const watched = await watch(start, { validation: test, saveEvery: 0 });
    expect(watched.kinds.filter((kind) => kind === 'saved: interval')).toHaveLength(6);
    expect(watched.finished?.equals(plain.finished as Buffer)).toBe(true);
    disposeLearner(start);
  });

  it('learns otherwise without its diet, without dropout, and by shifts that a batch has in common', async () => {
    const start = begin();
    const { finished } = await watch(start);
    const changes = [{ diet: ['clean'] }, { dropout: 0 }, { shiftPer: 'batch' as const }];
    for (const changed of changes) {
      const other = await watch(start, {}, { ...settings, ...changed });
      expect(other.finished?.equals(finished as Buffer)).toBe(false);
    }
    disposeLearner(start);
  });

  it('leaves behind, and is judged by, the average of its weights where it is asked for', async () => {
    const start = begin();
    const many = { ...settings, batch: 10, epochs: 1, average: 1 }; // 12 batches: averaged at the tenth and the last
    const [networks, averages]: [Float32Array[], Float32Array[]] = [[], []];
    const readout = (network: Network) => network.readout.dataSync<'float32'>();
    let validated: number | undefined;
    const events = train(RECURRENT, start, training, many, { validation: test, saveEvery: 0 });
    const last = await lastValueFrom(
      events.pipe(
        tap((event) => {
          if (event.kind === 'validation') validated = errorsOf(event.evaluation.readout);
          if (event.kind !== 'checkpoint') return;
          networks.push(readout(event.learner.network));
          averages.push(readout(event.learner.average as Network));
        }),
      ),
    );
    expect(networks).toHaveLength(13); // each batch, and the epoch
    const averaged = (batch: number) => averages[batch - 1] as Float32Array;
    const closer = (batch: number, since: number) =>
      Array.from(averaged(batch - 1), (old, at) => {
        const now = networks[batch - 1]?.[at] as number;
        return now + Math.exp(-since / 1) * (old - now);
      });
    expect(averages.slice(0, 9)).toEqual(networks.slice(0, 9));
    expectClose(averaged(10), closer(10, 10), 1e-6);
    expect(averaged(11)).toEqual(averaged(10));
    expectClose(averaged(12), closer(12, 2), 1e-6);
    expect(averaged(13)).toEqual(averaged(12));
    if (last.kind !== 'finished') throw new Error('training did not finish');
    expect(readout(trainedNetwork(last.learner))).toEqual(averaged(13));
    expect(validated).toBe(errorsOf(await readoutOf(trainedNetwork(last.learner), many)));
    expect(validated).not.toBe(errorsOf(await readoutOf(last.learner.network, many)));
    disposeLearner(last.learner);
    disposeLearner(start);
  });

  it('holds as many tensors after each epoch', async () => {
    const start = begin();
    const counts: number[] = [];
    const before = tf.memory().numTensors;
    const events = train(
      RECURRENT,
      start,
      training,
      { ...settings, epochs: 4 },
      { validation: test },
    );
    const last = await lastValueFrom(
      events.pipe(tap((event) => event.kind === 'epoch' && counts.push(event.tensors))),
    );
    expect(counts).toEqual(new Array(4).fill(counts[0]));
    if (last.kind === 'finished') disposeLearner(last.learner);
    expect(tf.memory().numTensors).toBe(before);
    disposeLearner(start);
  });

  it('stops at any batch when nobody listens any more, and frees what it held', async () => {
    const start = begin();
    const before = tf.memory().numTensors;
    const seen = await lastValueFrom(
      train(RECURRENT, start, training, settings).pipe(take(2), toArray()),
    );
    expect(seen.map(inWords)).toEqual(['1.1/3', '1.2/3']);
    await new Promise(setImmediate);
    expect(tf.memory().numTensors).toBe(before);
    disposeLearner(start);
  });

  it('frees the learner, too, that nobody takes at the end', async () => {
    const start = begin();
    const before = tf.memory().numTensors;
    const kinds: string[] = [];
    const once = { ...settings, epochs: 1 };
    const listener = train(RECURRENT, start, training, once).subscribe(({ kind }) => {
      kinds.push(kind);
      if (kind === 'checkpoint') queueMicrotask(() => listener.unsubscribe());
    });
    await until(() => listener.closed);
    await new Promise(setImmediate);
    expect(kinds.at(-1)).toBe('checkpoint');
    expect(tf.memory().numTensors).toBe(before);
    disposeLearner(start);
  });

  it('stops within the held-out images, too, when nobody listens any more', async () => {
    const start = begin();
    const before = tf.memory().numTensors;
    let recognised = 0;
    const leaving: typeof RECURRENT = {
      ...RECURRENT,
      recognise(...given) {
        recognised++;
        listener.unsubscribe();
        return RECURRENT.recognise(...given);
      },
    };
    const validation = drawnDigits({ training: 1000, test: 1, seed: 1 }).training; // four batches
    const kinds: string[] = [];
    const listener = train(leaving, start, training, settings, { validation }).subscribe((event) =>
      kinds.push(event.kind),
    );
    await until(() => kinds.includes('epoch') && tf.memory().numTensors === before);
    expect(recognised).toBe(1);
    expect(kinds.at(-1)).toBe('epoch');
    disposeLearner(start);
  });

  it('saves and ends without finishing when it is asked to stop', async () => {
    const start = begin();
    const stop = new AbortController();
    stop.abort();
    const { kinds, saved } = await watch(start, { signal: stop.signal });
    expect(kinds).toEqual(['1.1/3', 'saved: interrupted']);
    expect(saved).toBeDefined();
    disposeLearner(start);
  });

  it('refuses fewer images than a batch', async () => {
    const start = begin();
    const events = train(RECURRENT, start, first(training, 39), settings);
    await expect(lastValueFrom(events)).rejects.toThrow(InputError);
    disposeLearner(start);
  });
});

describe('a checkpoint of any system', () => {
  const layers = layersOf({ pixels: 784, hidden: [16, 9, 8], classes: 10 }); // places of local fields
  const common = { ...commonDefaults([16]), epochs: 2, batch: 40 };
  const each = [
    common,
    { ...defaultSettings([16]), ...common, average: 20 },
    { ...common, columns: 28, blurs: 2 },
    { ...common, steps: 3, inferenceRate: 0.1, topDown: 0.1 },
  ];

  it.each(allSystems())(
    'goes on to the same bytes, and leaves nothing behind: $name',
    async (system) => {
      const settings = each.find((one) => system.settings.safeParse(one).success) ?? common;
      const before = tf.memory().numTensors;
      /** Every checkpoint on the way, the last one as the learner ends. */
      const checkpoints = async (from: Learner) => {
        const saved: Buffer[] = [];
        const keep = (learner: Learner) =>
          saved.push(Buffer.from(encodeCheckpoint(system, learner, settings)));
        const events = train(system, from, training, settings, { saveEvery: 0 }).pipe(
          tap((event) => event.kind === 'checkpoint' && keep(event.learner)),
        );
        const last = await lastValueFrom(events);
        if (last.kind === 'finished') disposeLearner(last.learner);
        disposeLearner(from);
        return saved;
      };
      const whole = await checkpoints(newLearner(system.architecture(layers), 5));
      const second = bytesNamed('checkpoint', whole[1] as Buffer);
      const again = await checkpoints((await readCheckpoint(system, second)).learner);
      expect(again).toHaveLength(whole.length - 2);
      expect(again.at(-1)?.equals(whole.at(-1) as Buffer)).toBe(true);
      expect(again.at(-1)?.equals(again[0] as Buffer)).toBe(false);
      expect(tf.memory().numTensors).toBe(before);
    },
  );
});

it('a batch whose gradient throws leaves no tensor behind', async () => {
  const start = begin();
  const before = tf.memory().numTensors;
  const failing: typeof RECURRENT = {
    ...RECURRENT,
    gradient() {
      throw new Error('no gradient');
    },
  };
  const events = lastValueFrom(train(failing, start, training, settings));
  await expect(events).rejects.toThrow('no gradient');
  expect(tf.memory().numTensors).toBe(before);
  disposeLearner(start);
});

describe('divergence', () => {
  it('is an error that names layer, epoch and batch, after which nothing is left behind', async () => {
    const start = begin();
    const before = tf.memory().numTensors;
    const [lowest, highest] = layersIn(start.network) as [NeighbourWeights, NeighbourWeights];
    const infinite = tf.mul<tf.Tensor2D>(lowest.bottomUp, Number.POSITIVE_INFINITY);
    const layers = [{ ...lowest, bottomUp: infinite }, highest];
    const broken = { ...start, network: withLayers(start.network, layers) };
    const error: unknown = await lastValueFrom(train(RECURRENT, broken, training, settings)).catch(
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(DivergenceError);
    expect(error).toMatchObject({ layer: 1, epoch: 1, batch: 1 });
    infinite.dispose();
    expect(tf.memory().numTensors).toBe(before);
    disposeLearner(start);
  });

  it('is found in the batch that shows it, where there is no goodness', async () => {
    const layers = layersOf({ pixels: 784, hidden: [12, 8], classes: 10 });
    const start = newLearner(BACKPROPAGATION.architecture(layers), settings.seed);
    const readout = tf.fill<tf.Rank.R2>(start.network.readout.shape, Number.POSITIVE_INFINITY);
    const broken = { ...start, network: { ...start.network, readout } };
    const common = { ...commonDefaults([12, 8]), epochs: 1, batch: 40 };
    const batches: string[] = [];
    const events = train(BACKPROPAGATION, broken, training, common).pipe(
      tap((event) => batches.push(inWords(event))),
    );
    const error: unknown = await lastValueFrom(events).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(DivergenceError);
    expect(error).toMatchObject({ layer: 'readout', epoch: 1, batch: 1 });
    expect(batches).toEqual([]);
    readout.dispose();
    disposeLearner(start);
  });

  it('is found in the answers to held-out images, where weights are finite but huge', async () => {
    const start = begin();
    const before = tf.memory().numTensors;
    const huge: typeof RECURRENT = {
      ...RECURRENT,
      gradient(...given) {
        const learnt = RECURRENT.gradient(...given);
        const gradient = {
          ...learnt.gradient,
          readout: tf.fill(start.network.readout.shape, 3e38),
        };
        learnt.gradient.readout.dispose();
        return { ...learnt, gradient } as typeof learnt;
      },
    };
    const once = { ...settings, batch: 120, readoutRate: 1, momentum: 0 };
    const events = train(huge, start, training, once, { validation: test });
    const error: unknown = await lastValueFrom(events).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(DivergenceError);
    expect(error).toMatchObject({ layer: undefined, epoch: 1, batch: 1 });
    expect(error).toHaveProperty(
      'message',
      expect.stringMatching(/diverged at epoch 1, batch 1: .*logits that are not .*--readout-rate/),
    );
    expect(tf.memory().numTensors).toBe(before);
    disposeLearner(start);
  });

  it.each([
    ['within an epoch', 40, { saveEvery: 0 }],
    ['at the end of an epoch', 120, {}],
  ])(
    'is found before anything is saved %s, where weights alone show it',
    async (_, batch, control) => {
      const start = begin();
      const before = tf.memory().numTensors;
      const leaping: typeof RECURRENT = {
        ...RECURRENT,
        gradient(...given) {
          const learnt = RECURRENT.gradient(...given);
          const readout = tf.fill<tf.Rank.R2>(
            learnt.gradient.readout.shape,
            Number.POSITIVE_INFINITY,
          );
          learnt.gradient.readout.dispose();
          return { ...learnt, gradient: { ...learnt.gradient, readout } };
        },
      };
      const kinds: string[] = [];
      const events = train(leaping, start, training, { ...settings, batch }, control).pipe(
        tap(({ kind }) => kinds.push(kind)),
      );
      const error: unknown = await lastValueFrom(events).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(DivergenceError);
      expect(error).toMatchObject({ layer: 'readout', epoch: 1, batch: 1 });
      expect(kinds).toEqual(['batch']);
      expect(tf.memory().numTensors).toBe(before);
      disposeLearner(start);
    },
  );

  it('names the layer whose goodness is not finite', () => {
    const tally = { ...emptyTally(2), batches: 1, positive: [1, 1], negative: [1, Number.NaN] };
    const check = () => checkTally(tally, 3, 4);
    expect(check).toThrow('diverged in layer 2 at epoch 3, batch 4');
  });

  it('is found in the weights before they are saved', () => {
    const start = begin();
    const readout = tf.fill<tf.Rank.R2>(start.network.readout.shape, Number.NaN);
    const broken = { ...start, network: { ...start.network, readout } };
    expect(() => checkWeights(broken, 3, 4)).toThrow('diverged in the readout at epoch 3, batch 4');
    expect(() => checkWeights(start, 3, 4)).not.toThrow();
    readout.dispose();
    disposeLearner(start);
  });
});
