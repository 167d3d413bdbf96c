import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import * as tf from '../../src/engine/ops';
import { randomStream } from '../../src/engine/random';
import { EnvironmentError, InputError } from '../../src/input/errors';
import { encodeTrained } from '../../src/learning/network-file';
import { RECURRENT } from '../../src/learning/systems/recurrent';
import type { Architecture } from '../../src/network/architecture';
import { architectureSchema, checkArchitecture } from '../../src/network/check-architecture';
import { layersOf } from '../../src/network/neighbours';
import { disposeNetwork, initialise, mapParameters } from '../../src/network/network';
import { DENSE } from '../../src/network/transforms/dense';
import type { Transform } from '../../src/network/transforms/transform';
import {
  type OwnTransform,
  registerTransform,
  transformKinds,
  transformOf,
} from '../../src/network/transforms/transforms';
import { loadTrained } from '../../src/trained/network-files';
import { temporaryFolder } from '../support/folder';
import { randomBatch, settingsOf } from '../support/learners';
import { bits, expectClose } from '../support/numbers';

interface Shifted {
  readonly kind: 'own:shifted';
  readonly by: number;
}

/** Each unit sees the one that is `by` places before it, in a ring; one weight for all: [1]. */
const SHIFTED: Transform<Shifted> = {
  kind: 'own:shifted',
  words: ({ by }) => `shifted by ${by}`,
  schema: z.strictObject({ kind: z.literal('own:shifted'), by: z.int().min(1).max(9) }),
  misfit: ({ from, to }) => (from.units === to.units ? undefined : 'the two differ in size'),
  shape: () => [1],
  initialise: (_, random) => tf.tensor1d(random.normals(1)),
  project: (rows, weights, { transform: { by } }) =>
    tf.tidy(() => {
      const [, units] = rows.shape;
      const [first, last] = [
        tf.slice(rows, [0, 0], [-1, units - by]),
        tf.slice(rows, [0, units - by]),
      ];
      return tf.mul(tf.concat2d([last as tf.Tensor2D, first as tf.Tensor2D], 1), weights);
    }),
  correlate: () => tf.zeros([1]),
  expect: (rows) => tf.clone(rows),
  weightCount: () => 1,
  target: () => 0,
};

const usual = RECURRENT.architecture(layersOf({ pixels: 9, hidden: [4], classes: 3 }));
const withLateral = (transform: object): Architecture => ({
  ...usual,
  connections: [
    ...usual.connections,
    { from: 'layer_1', to: 'layer_1', transform: transform as OwnTransform },
  ],
});
const shifted = withLateral({ kind: 'own:shifted', by: 1 });
const asFile = (architecture: Architecture) => JSON.parse(JSON.stringify(architecture));
const problemOf = (architecture: Architecture) =>
  architectureSchema.safeParse(asFile(architecture)).error?.issues[0]?.message;

const fail = ({ shape: [, units] }: tf.Tensor2D): never => {
  throw new RangeError(`no rows of ${units}`);
};

describe('a transform of a person’s own', () => {
  it('is data before it is registered, and cannot be computed with', () => {
    expect(architectureSchema.parse(asFile(shifted))).toEqual(shifted);
    expect(() => checkArchitecture(shifted)).toThrow(InputError);
    expect(() => initialise(shifted, 1)).toThrow(
      'no transform "own:shifted": let TOPDOWN_EXTENSIONS name the file that registers it',
    );
  });

  it('is judged by its own words once it is registered', () => {
    registerTransform(SHIFTED);
    registerTransform(SHIFTED);
    expect(architectureSchema.parse(asFile(shifted))).toEqual(shifted);
    expect(problemOf(withLateral({ kind: 'own:shifted', by: 20 }))).toBe(
      'by: not a whole number from 1 to 9, but 20',
    );
    const { connections } = shifted;
    const [up, ...others] = connections;
    const wrong = {
      ...shifted,
      connections: [{ ...up, transform: { kind: 'own:shifted', by: 1 } }, ...others],
    };
    expect(problemOf(wrong as Architecture)).toContain('does not fit: the two differ in size');
  });

  it('is saved with its network, and computed with as ours are', async () => {
    registerTransform(SHIFTED);
    const network = initialise(shifted, 1);
    const wire = {
      from: { name: 'a', units: 3 },
      to: { name: 'b', units: 3 },
      transform: { kind: 'own:shifted', by: 1 } as const,
    };
    const rows: tf.Tensor2D = tf.tensor2d([1, 2, 3], [1, 3]);
    expect(bits(transformOf(wire.transform).project(rows, tf.tensor1d([2]), wire))).toEqual([
      6, 2, 4,
    ]);
    const file = path.join(temporaryFolder(), 'network.safetensors');
    const settings = settingsOf();
    writeFileSync(
      file,
      encodeTrained(RECURRENT, { network, settings }, { set: 'none', split: 'test' }),
    );
    const read = await loadTrained(RECURRENT, file);
    expect(read.network.architecture).toEqual(shifted);
    disposeNetwork(read.network);
    disposeNetwork(network);
  });

  it('learns as its twin among ours, however many rows are pushed and though its gradient counts them', () => {
    const kind = 'own:counting';
    registerTransform({
      ...(DENSE as unknown as Transform<{ readonly kind: typeof kind }>),
      kind,
      schema: z.strictObject({ kind: z.literal(kind) }),
      target: (place, { to }) => place % to.units,
      correlate: (rows, pushes) =>
        tf.tidy(() => {
          const [count] = rows.shape;
          const first = (all: tf.Tensor2D) => tf.slice(all, [0, 0], [count, -1]);
          return tf.matMul(first(rows), first(pushes), true);
        }),
    });
    const [dense, counting] = [{ kind: 'dense' } as const, { kind } as OwnTransform].map(
      withLateral,
    );
    const means = [tf.fill<tf.Rank.R1>([4], 0.5)];
    const settings = { ...settingsOf(), temperature: 0.01 };
    const gradientOf = (of: Architecture, scale: number) =>
      tf.tidy(() => {
        const network = mapParameters(initialise(of, 1), ({ tensor }) => tf.mul(tensor, scale));
        const batch = { ...randomBatch(8), labels: tf.tensor1d([0, 1, 2, 0, 1, 2, 0, 1], 'int32') };
        const random = () => randomStream(1, 'test');
        const learner = { network, meanActivity: means };
        const { gradient } = RECURRENT.gradient(learner, batch, settings, random);
        return bits(gradient.weights.at(-1) as tf.Tensor);
      });
    for (const scale of [1, 5, 0.2])
      expectClose(
        gradientOf(counting as Architecture, scale),
        gradientOf(dense as Architecture, scale),
        1e-5,
        `weights times ${scale}`,
        1e-3,
      );
    tf.dispose(means);
  });

  it('is refused under a name of ours, that of another, or one that does not begin with own:', () => {
    registerTransform(SHIFTED);
    for (const [kind, why] of [
      ['own:shifted', 'there is a transform own:shifted already'],
      ['dense', 'there is a transform dense already'],
      ['shifted', 'is own: and small letters'],
      ['own:', 'is own: and small letters'],
    ]) {
      const another = { ...SHIFTED, kind } as unknown as Transform<Shifted>;
      expect(() => registerTransform(another)).toThrow(InputError);
      expect(() => registerTransform(another)).toThrow(why);
    }
    expect(transformOf({ kind: 'dense' })).toBe(DENSE);
  });

  it('is told from what is none', () => {
    expect(problemOf(withLateral({ kind: 'denser' }))).toBe(
      `the kind is denser, and not one of ${transformKinds().join(', ')}`,
    );
    expect(problemOf(withLateral({ kind: 'local', field: 0, fields: 'within' }))).toContain(
      'field: not a whole number from 1 to 1000',
    );
    for (const none of [{}, { kind: 3 }, [], { kind: '__proto__' }, { kind: 'constructor' }])
      expect(problemOf(withLateral(none))).toMatch(/not an object with a kind|and not one of/);
  });

  it.each<[string, Partial<Transform<Shifted>>, string]>([
    ['draws other weights', { initialise: () => tf.zeros([2]) }, 'initialise gives [2], not [1]'],
    ['draws none', { initialise: () => tf.fill([1], Number.NaN) }, 'that are not finite'],
    ['draws no tensor', { initialise: () => undefined as never }, 'gives no tensor, not [1]'],
    ['has a shape that is none', { shape: () => [0.5] }, 'shape gives [0.5], and no whole numbers'],
    ['cannot count', { weightCount: () => Number.NaN }, 'weightCount gives [NaN], and no whole'],
    [
      'projects too little',
      { project: () => tf.zeros([1, 1]) },
      'project gives [1, 1], not [2, 4]',
    ],
    ['has a gradient of all', { correlate: () => tf.scalar(0) }, 'correlate gives [], not [1]'],
    ['expects too much', { expect: () => tf.zeros([2, 5]) }, 'expect gives [2, 5], not [2, 4]'],
    ['throws', { project: (rows) => fail(rows) }, 'project fails: RangeError: no rows of 4'],
  ])('that %s is told of, and never taken for another', (name, broken, why) => {
    const kind = `own:${name.replaceAll(' ', '-')}` as 'own:shifted';
    registerTransform({ ...SHIFTED, ...broken, kind });
    const declared = { kind, by: 1 } as const;
    const layer = { name: 'layer_1', units: 4 };
    const ends = { from: layer, to: layer, transform: declared };
    const use = () =>
      tf.tidy(() => {
        const rows = tf.ones<tf.Rank.R2>([2, 4]);
        checkArchitecture(withLateral(declared));
        disposeNetwork(initialise(withLateral(declared), 1));
        const weights = tf.ones([1]);
        const transform = transformOf(declared);
        transform.project(rows, weights, ends);
        transform.correlate(rows, rows, ends);
        transform.expect(rows, weights, ends);
      });
    const before = tf.memory().numTensors;
    expect(use).toThrow(EnvironmentError);
    if (broken.initialise) expect(() => initialise(withLateral(declared), 1)).toThrow(why);
    expect(tf.memory().numTensors).toBe(before);
    expect(use).toThrow(`the transform ${kind} of your own: its `);
    expect(use).toThrow(why);
  });
});
