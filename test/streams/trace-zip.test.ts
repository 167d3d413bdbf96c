import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { lastValueFrom } from 'rxjs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LabelledImages } from '../../src/images/labelled-images';
import { InputError } from '../../src/input/errors';
import { disposeNetwork, initialise, type Network } from '../../src/network/network';
import { openTrace } from '../../src/observation/open-trace';
import { recordTrace } from '../../src/observation/record-trace';
import { selectTrace } from '../../src/observation/trace-selection';
import { zarrita } from '../../src/observation/trace-store';
import { recurrent } from '../support/architectures';
import { temporaryFolder } from '../support/folder';
import { TEN } from '../support/shapes';
import { expectAlike, unpack } from '../support/traces-alike';
import { zippedTrace } from '../support/zipped-trace';

const sizes = { pixels: 12, hidden: [7, 5], classes: 10 };
const count = 70; // more than a chunk of 64
const images: LabelledImages = {
  ...{ name: 'noise', count, rows: 3, columns: 4, channels: 1, ...TEN },
  pixels: Uint8Array.from({ length: count * 12 }, (_, at) => (at * 37) % 256),
  labels: Uint8Array.from({ length: count }, (_, at) => (at * 7) % 10),
};
const said = { title: 'noise', version: '0.0.0', seed: 3 };
const variables = ['activity', 'normalised', 'goodness'] as const;
const select = (steps: number) => selectTrace({ variables }, { images: count, sizes, steps });

let network: Network;

beforeEach(() => {
  network = initialise(recurrent(sizes), 3);
});

afterEach(() => {
  vi.useRealTimers();
  disposeNetwork(network);
});

describe('a trace in a zip', () => {
  it('holds what a folder of the same trace does, and leaves no tensor', async () => {
    const folder = temporaryFolder();
    const [unpacked, recorded] = [path.join(folder, 'a.zarr'), path.join(folder, 'b.zarr')];
    await lastValueFrom(recordTrace(network, images, select(3), recorded, said));
    const tensors = tf.memory().numTensors;
    const zip = await zippedTrace(zarrita(), network, images, select(3), said);
    expect(tf.memory().numTensors).toBe(tensors);
    unpack(zip, unpacked);
    await expectAlike(unpacked, recorded, (seen, expected) => expect(seen).toEqual(expected));
    expect((await openTrace(unpacked)).attributes['complete']).toBe(true);
  });

  it('is refused where a block of it is cut, once it is unpacked', async () => {
    const folder = temporaryFolder();
    unpack(await zippedTrace(zarrita(), network, images, select(0), said), folder);
    const file = path.join(folder, 'goodness', 'c', '0', '0', '0', '0');
    writeFileSync(file, readFileSync(file).subarray(4));
    await expect((await openTrace(folder)).read('goodness')).rejects.toThrow(`${file} is damaged`);
  });

  it('says nothing of when it was made', async () => {
    const made = (at: number) => {
      vi.useFakeTimers({ toFake: ['Date'], now: at });
      return zippedTrace(zarrita(), network, images, select(0), said);
    };
    const earlier = await made(Date.UTC(2026, 0, 1));
    expect(await made(Date.UTC(2027, 6, 1))).toEqual(earlier);
  });

  it('is refused, before anything is watched, where a zip would not hold it', async () => {
    const attempt = zippedTrace(zarrita(), network, images, select(10_000), said);
    await expect(attempt).rejects.toThrow(InputError);
    await expect(attempt).rejects.toThrow('more than a zip holds: choose fewer steps or units');
  });
});
