import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { unzipSync } from 'fflate';
import { lastValueFrom } from 'rxjs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LabelledImages } from '../../src/images/labelled-images';
import { InputError } from '../../src/input/errors';
import { disposeNetwork, initialise, type Network } from '../../src/network/network';
import { recordTrace } from '../../src/observation/record-trace';
import { selectTrace } from '../../src/observation/trace-selection';
import { zarrita } from '../../src/observation/trace-store';
import { recurrent } from '../support/architectures';
import { temporaryFolder } from '../support/folder';
import { TEN } from '../support/shapes';
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

/** The files in a folder, by their paths in it. */
function filesIn(folder: string): Record<string, Uint8Array> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => statSync(path.join(folder, name)).isFile());
  return Object.fromEntries(
    files.map((name) => [
      name.split(path.sep).join('/'),
      new Uint8Array(readFileSync(path.join(folder, name))),
    ]),
  );
}

describe('a trace in a zip', () => {
  it('is the folder of the same trace, byte for byte, and leaves no tensor', async () => {
    const folder = path.join(temporaryFolder(), 'noise.zarr');
    await lastValueFrom(recordTrace(network, images, select(3), folder, said));
    const tensors = tf.memory().numTensors;
    const zip = await zippedTrace(zarrita(), network, images, select(3), said);
    expect(tf.memory().numTensors).toBe(tensors);
    const zipped = unzipSync(zip);
    expect(JSON.parse(new TextDecoder().decode(zipped['zarr.json'])).attributes.complete).toBe(
      true,
    );
    expect(zipped).toEqual(filesIn(folder));
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
