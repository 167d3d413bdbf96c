import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { lastValueFrom, take, tap, toArray } from 'rxjs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { randomStream } from '../../src/engine/random';
import { tidy } from '../../src/engine/tidy';
import type { LabelledImages } from '../../src/images/labelled-images';
import { EnvironmentError, InputError } from '../../src/input/errors';
import { disposeNetwork, initialise, type Network, parametersOf } from '../../src/network/network';
import { recordTrace } from '../../src/observation/record-trace';
import { statesAtPace } from '../../src/observation/states-at-pace';
import {
  selectTrace,
  type TraceChoice,
  type TraceSelection,
} from '../../src/observation/trace-selection';
import { traceStore, zarrita } from '../../src/observation/trace-store';
import { traceWriter } from '../../src/observation/trace-writer';
import { everyLabel, frame } from '../../src/perception/frame';
import { drain, settle, still } from '../../src/perception/settle';
import { PAPER_DYNAMICS } from '../../src/perception/step';
import { recurrent } from '../support/architectures';
import { TEN } from '../support/shapes';

const sizes = { pixels: 12, hidden: [7, 5, 6], classes: 10 };
const count = 150; // more than two chunks of 64
const steps = 4;
/** Milliseconds after which a write hangs, however slow the machine. */
const HANGS = 60_000;
const random = randomStream(3, 'images');
const images: LabelledImages = {
  name: 'noise',
  count,
  rows: 3,
  columns: 4,
  channels: 1,
  ...TEN,
  pixels: Uint8Array.from({ length: count * 12 }, () => random.integer(0, 255)),
  labels: Uint8Array.from({ length: count }, () => random.integer(0, 9)),
};
const said = { title: 'noise', version: '0.0.0', seed: 3 };

let parent: string;
let folder: string;
let network: Network;

beforeEach(() => {
  parent = mkdtempSync(path.join(tmpdir(), 'topdown-trace-'));
  folder = path.join(parent, 'noise.zarr');
  network = initialise(recurrent(sizes), 3);
});

afterEach(() => {
  vi.restoreAllMocks();
  syncBuiltinESMExports();
  disposeNetwork(network);
  rmSync(parent, { recursive: true });
});

const select = (choice: TraceChoice = {}) => selectTrace(choice, { images: count, sizes, steps });
const record = (choice?: TraceChoice) => recordTrace(network, images, select(choice), folder, said);
const rootOf = (trace: string) => JSON.parse(readFileSync(path.join(trace, 'zarr.json'), 'utf8'));

/** Every number of an array of the trace, row by row, through zarrita's own reading. */
async function read(name: string): Promise<{ shape: number[]; data: Float32Array }> {
  const { get, open, root } = zarrita();
  const store = {
    get: (key: string) => fs.readFile(path.join(folder, key)).catch(() => undefined),
  };
  const array = await open.v3(root(store).resolve(name), { kind: 'array' });
  const { shape, data } = await get(array);
  return { shape, data: data as Float32Array };
}

/** Replaces the writing of files for one test. */
function onWrite(write: (real: typeof fs.writeFile, ...args: unknown[]) => Promise<void>): void {
  const real = fs.writeFile;
  vi.spyOn(fs, 'writeFile').mockImplementation((...args) => write(real, ...args));
  syncBuiltinESMExports();
}

/** activity of a layer and goodness of all at every step, watched at once: no trace involved. */
function watched(layer: number): { activity: number[][][][]; goodness: number[][][][] } {
  const pixels = tf.tensor2d(
    Float32Array.from(images.pixels, (grey) => grey / 255),
    [count, 12],
  );
  const activity: number[][][][] = [];
  const goodness: number[][][][] = [];
  tf.tidy(() => {
    const shown = frame(pixels, everyLabel(10));
    drain(settle(network, still(shown, steps)), ({ layers }) => {
      const eachHypothesis = (tensors: tf.Tensor3D[]) => {
        const each = tensors.map((one) => tf.broadcastTo(one, [10, count, one.shape[2]]));
        return tf.concat(each, 2).arraySync() as number[][][];
      };
      activity.push(eachHypothesis([(layers[layer - 1] as (typeof layers)[number]).activity]));
      goodness.push(eachHypothesis(layers.map((one) => one.goodness)));
    });
  });
  pixels.dispose();
  return { activity, goodness };
}

describe('a trace', () => {
  it('under the true label, the answer, or no label holds what it holds under those', async () => {
    const chosen = '0-69,149'; // more than a chunk of 64
    await lastValueFrom(record({ images: chosen }));
    const [every, allGoodness] = [await read('activity_2'), await read('goodness')];
    rmSync(folder, { recursive: true });
    const selection = select({ images: chosen, hypotheses: 'true,answer,none' });
    const window = { first: 3, last: 4 };
    await lastValueFrom(recordTrace(network, images, selection, folder, { ...said, window }));
    const [held, hypotheses] = [await read('held'), await read('hypothesis')];
    expect([...hypotheses.data]).toEqual([-2, -3, -1]);
    expect(held.shape).toEqual([71, 3]);
    const [activity, goodness] = [await read('activity_2'), await read('goodness')];
    expect(activity.shape).toEqual([71, 3, steps + 1, 5]);
    const cell = ({ shape, data }: { shape: number[]; data: Float32Array }, ...at: number[]) => {
      const size = shape.slice(at.length).reduce((all, one) => all * one, 1);
      const place = at.reduce((sum, one, axis) => sum * (shape[axis] ?? 1) + one, 0);
      return [...data.subarray(place * size, (place + 1) * size)];
    };
    /** Goodness per unit over the steps that decide, of the labels in turn. */
    const scores = (image: number) =>
      Array.from({ length: 10 }, (_, label) =>
        [3, 4]
          .flatMap((step) => cell(allGoodness, image, label, step))
          .reduce((sum, one, at) => sum + one / (sizes.hidden[at % 3] as number), 0),
      );
    for (const [at, image] of [
      [0, 0],
      [3, 3],
      [66, 66],
      [70, 149],
    ] as const) {
      const truth = images.labels[image] as number;
      const answer = scores(at).indexOf(Math.max(...scores(at)));
      expect([...held.data.subarray(3 * at, 3 * at + 3)]).toEqual([truth, answer, -1]);
      for (const [place, label] of [truth, answer].entries()) {
        const seen = cell(every, at, label);
        for (const [unit, one] of cell(activity, at, place).entries())
          expect(one).toBeCloseTo(seen[unit] ?? 0, 5);
        expect(cell(goodness, at, place, 0)).toEqual(cell(allGoodness, at, label, 0));
      }
      const silent = cell(activity, at, 2, steps);
      expect(
        silent.some(
          (one, unit) => Math.abs(one - (cell(every, at, truth, steps)[unit] ?? 0)) > 1e-4,
        ),
      ).toBe(true);
    }
  });

  it('finds answers batch by batch before it begins, and stops there when nobody listens', async () => {
    const many: LabelledImages = {
      ...images,
      count: 4 * count, // three batches
      pixels: Uint8Array.from({ length: 4 * images.pixels.length }, () => random.integer(0, 255)),
      labels: new Uint8Array(4 * count),
    };
    const choice = { hypotheses: 'answer', variables: ['goodness'] as const };
    const selection = selectTrace(choice, { images: many.count, sizes, steps });
    const window = { first: 3, last: 4 };
    const trace = recordTrace(network, many, selection, folder, { ...said, window });
    const tensors = tf.memory().numTensors;
    const seen = await lastValueFrom(trace.pipe(take(2), toArray()));
    expect(seen.map(({ images, answered }) => [images, answered])).toEqual([
      [0, 250],
      [0, 500],
    ]);
    await new Promise((done) => setTimeout(done, 50));
    expect(tf.memory().numTensors).toBe(tensors);
    expect(existsSync(folder)).toBe(false);
  });

  it('holds what the network did, wherever the chunks are cut', async () => {
    await lastValueFrom(record());
    const { activity, goodness } = watched(2);
    const traced = await read('activity_2');
    expect(traced.shape).toEqual([count, 10, steps + 1, 5]);
    const told = await read('goodness');
    expect(told.shape).toEqual([count, 10, steps + 1, 3]);
    for (const [image, hypothesis, step] of [
      [0, 0, 0],
      [63, 9, 1],
      [64, 3, 2],
      [128, 5, 4],
      [149, 9, 4],
    ] as const) {
      const row = (image * 10 + hypothesis) * (steps + 1) + step;
      const expectRow = (data: Float32Array, expected: number[] | undefined, length: number) =>
        expected?.forEach((value, at) => {
          expect(data[row * length + at]).toBeCloseTo(value, 4);
        });
      expectRow(traced.data, activity[step]?.[hypothesis]?.[image], 5);
      expectRow(told.data, goodness[step]?.[hypothesis]?.[image], 3);
    }
    expect(traced.data.every((value) => Number.isFinite(value))).toBe(true);
  });

  it('holds the same numbers when less is chosen, in the order chosen', async () => {
    await lastValueFrom(
      record({ images: '149,7', hypotheses: '8,2', layers: '2', units: '4,1', steps: '3,0' }),
    );
    const { activity, goodness } = watched(2);
    const traced = await read('activity_2');
    const told = await read('goodness');
    const expected: number[] = [];
    const layer2: number[] = [];
    for (const image of [149, 7])
      for (const hypothesis of [8, 2])
        for (const step of [3, 0]) {
          const row = activity[step]?.[hypothesis]?.[image] as number[];
          expected.push(row[4] as number, row[1] as number);
          layer2.push(goodness[step]?.[hypothesis]?.[image]?.[1] as number);
        }
    expect(traced.shape).toEqual([2, 2, 2, 2]);
    expect(told.shape).toEqual([2, 2, 2, 1]);
    expected.forEach((value, at) => {
      expect(traced.data[at]).toBeCloseTo(value, 4);
    });
    layer2.forEach((value, at) => {
      expect(told.data[at]).toBeCloseTo(value, 3);
    });
    expect(readdirSync(folder).sort()).toEqual(
      ['activity_2', 'goodness', 'hypothesis', 'image', 'label', 'layer', 'step'].concat(
        'unit_2',
        'zarr.json',
      ),
    );
  });

  it('says that it is complete at the end, and not before', async () => {
    const seen: boolean[] = [];
    const last = await lastValueFrom(
      record().pipe(tap(() => seen.push(rootOf(folder).attributes.complete))),
    );
    expect(last).toEqual({ images: count, of: count, step: steps });
    expect(seen).toEqual(new Array(3 * (steps + 1)).fill(false));
    const { attributes, consolidated_metadata } = rootOf(folder);
    expect(attributes).toMatchObject({
      title: 'noise',
      trace_schema: 1,
      complete: true,
      topdown_version: '0.0.0',
      data_set: 'noise',
      seed: 3,
      hidden: [7, 5, 6],
      damping: 0.3,
      schedule: 'synchronous',
      window: [3, 5],
    });
    const arrays = readdirSync(folder).filter((name) => name !== 'zarr.json');
    expect(new Set(Object.keys(consolidated_metadata.metadata))).toEqual(new Set(arrays));
    expect(readdirSync(path.join(folder, 'image')).sort()).toEqual(['c', 'zarr.json']);
  });

  it('changes nothing of the network and leaves no tensor', async () => {
    const weights = () => parametersOf(network).map(({ tensor }) => tensor.arraySync());
    const before = weights();
    const tensors = tf.memory().numTensors;
    const during = new Set<number>();
    await lastValueFrom(
      record().pipe(tap(({ step }) => step === 2 && during.add(tf.memory().numTensors))),
    );
    expect(tf.memory().numTensors).toBe(tensors);
    expect(during.size).toBe(1); // the third batch holds no more than the first
    expect(weights()).toEqual(before);
  });

  it('writes one file at a time, and the video waits for it', async () => {
    let [underWay, most, calls] = [0, 0, 0];
    onWrite(async (real, ...args) => {
      most = Math.max(most, ++underWay);
      if (++calls % 10 === 0) await new Promise((done) => setTimeout(done, 5));
      await (real as (...args: unknown[]) => Promise<void>)(...args);
      underWay--;
    });
    await lastValueFrom(record());
    expect(most).toBe(1);
    expect(calls).toBeGreaterThan(3 * (steps + 1) * 4);
  });

  it('stops at the next step when nobody listens any more, and stays incomplete', async () => {
    const tensors = tf.memory().numTensors;
    const seen = await lastValueFrom(record().pipe(take(3), toArray()));
    expect(seen.map(({ step }) => step)).toEqual([0, 1, 2]);
    const held = () => tf.memory().numTensors;
    await expect.poll(held, { timeout: HANGS, interval: 5 }).toBe(tensors); // once a write has ended
    expect(rootOf(folder).attributes.complete).toBe(false);
    expect(rootOf(folder).consolidated_metadata).toBeUndefined();
    const { data } = await read('goodness');
    const [shown, unseen] = [data[2 * 3], data[3 * 3]];
    expect(shown).toBeGreaterThan(0);
    expect(unseen).toBeNaN();
  });

  it('refuses a folder that exists, and touches nothing in it', async () => {
    mkdirSync(folder);
    const attempt = lastValueFrom(record());
    await expect(attempt).rejects.toThrow(InputError);
    await expect(attempt).rejects.toThrow(`${folder} exists already`);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('says so where the folder cannot be made', async () => {
    const file = path.join(parent, 'file');
    writeFileSync(file, '');
    for (const inside of [path.join(file, 'a.zarr'), path.join(file, 'b', 'a.zarr')]) {
      const attempt = lastValueFrom(recordTrace(network, images, select(), inside, said));
      await expect(attempt).rejects.toThrow(EnvironmentError);
      await expect(attempt).rejects.toThrow('a part of that path is a file, not a folder');
    }
  });

  it('ends with an error when the disk is full, stays incomplete and frees what it held', async () => {
    const tensors = tf.memory().numTensors;
    let calls = 0;
    onWrite(async (real, ...args) => {
      if (++calls > 60) throw Object.assign(new Error('ENOSPC: write'), { code: 'ENOSPC' });
      await (real as (...args: unknown[]) => Promise<void>)(...args);
    });
    const attempt = lastValueFrom(record());
    await expect(attempt).rejects.toThrow(EnvironmentError);
    await expect(attempt).rejects.toThrow(/^cannot write .*noise\.zarr.*: the disk is full/);
    expect(tf.memory().numTensors).toBe(tensors);
    expect(rootOf(folder).attributes.complete).toBe(false);
    expect(rootOf(folder).consolidated_metadata).toBeUndefined();
    expect(readdirSync(path.join(folder, 'image')).sort()).toEqual(['c', 'zarr.json']);
  });

  it('refuses images that the network cannot see', async () => {
    const square = { ...images, rows: 4 };
    const attempt = lastValueFrom(recordTrace(network, square, select(), folder, said));
    await expect(attempt).rejects.toThrow(InputError);
    await expect(attempt).rejects.toThrow('noise has 4×4 pixels and 10 classes');
  });
});

describe('a trace writer', () => {
  const about = {
    ...said,
    data: 'noise',
    sizes,
    damping: 0.3,
    schedule: 'synchronous',
    window: { first: 3, last: 4 },
  };
  const pixels = () => tf.zeros<tf.Rank.R2>([64, 12]);
  const writerOf = (selection: TraceSelection) =>
    traceWriter(
      { selection, labels: images.labels, about },
      (root) => traceStore(folder, root),
      zarrita(),
    );

  it('refuses a second state before the first is written, and a batch off the chunks', async () => {
    const writer = await writerOf(select());
    const shown = tidy(() => frame(pixels(), everyLabel(10)));
    const [state] = statesAtPace(network, shown, 0, PAPER_DYNAMICS);
    for (const one of statesAtPace(network, shown, 0, PAPER_DYNAMICS)) {
      const first = writer.write(0, one);
      await expect(writer.write(64, one)).rejects.toThrow('only when the last one is written');
      await first;
      await expect(writer.write(5, one)).rejects.toThrow(RangeError);
    }
    expect(state?.layers[0]?.activity.isDisposed).toBe(true);
    tf.dispose([shown.pixels, shown.label]);
  });

  it('refuses a state with other hypotheses than its own', async () => {
    const writer = await writerOf(select({ hypotheses: '1,2' }));
    const shown = tidy(() => frame(pixels(), everyLabel(10)));
    const states = statesAtPace(network, shown, steps, PAPER_DYNAMICS);
    const write = async () => {
      for (const state of states) await writer.write(0, state);
    };
    await expect(write()).rejects.toThrow('the state has 10 hypotheses, the trace 2');
    tf.dispose([shown.pixels, shown.label]);
  });
});
