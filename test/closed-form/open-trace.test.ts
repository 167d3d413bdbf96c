import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { tensor2d } from '@tensorflow/tfjs-core';
import { lastValueFrom } from 'rxjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gather } from '../../src/data/batches';
import type { LabelledImages } from '../../src/data/labelled-images';
import { InputError } from '../../src/engine/errors';
import { initialise } from '../../src/network/initialise';
import { type OpenedTrace, openTrace } from '../../src/observation/open-trace';
import { recordTrace } from '../../src/observation/record-trace';
import { selectTrace } from '../../src/observation/trace-selection';
import { drain } from '../../src/perception/drain';
import { everyLabel, frame } from '../../src/perception/frame';
import { settle, still } from '../../src/perception/settle';

const sizes = { pixels: 4, hidden: [5, 3], classes: 3 };
const images: LabelledImages = {
  ...{ name: 'four', count: 4, rows: 2, columns: 2, classes: 3 },
  pixels: Uint8Array.from({ length: 16 }, (_, at) => (37 * at) % 256),
  labels: Uint8Array.of(2, 0, 1, 2),
};

let parent: string;
let trace: OpenedTrace;
/** Goodness of layer 2 of image 3 under label 1, and its activity, at step 2: no trace involved. */
let seen: { goodness: number; activity: number[] };

beforeAll(async () => {
  parent = mkdtempSync(path.join(tmpdir(), 'topdown-open-trace-'));
  const folder = path.join(parent, 'four.zarr');
  const network = initialise(sizes, 5);
  const selection = selectTrace({ images: '1,3' }, { images: 4, sizes, steps: 2 });
  const said = { title: 'four images', version: '0.0.0' };
  await lastValueFrom(recordTrace(network, images, selection, folder, said));
  trace = await openTrace(folder);
  const pixels = tensor2d(gather(images, [1, 3]).pixels, [2, 4]);
  drain(settle(network, still(frame(pixels, everyLabel(3)), 2)), ({ step, layers }) => {
    const second = layers[1];
    if (step !== 2 || !second) return;
    const [goodness, activity] = [second.goodness.arraySync(), second.activity.arraySync()];
    seen = { goodness: goodness[1]?.[1]?.[0] as number, activity: activity[1]?.[1] as number[] };
  });
});

afterAll(() => rmSync(parent, { recursive: true }));

describe('a trace that is read back', () => {
  it('gives whole arrays with their axes', async () => {
    expect(trace.attributes).toMatchObject({ title: 'four images', complete: true });
    expect(await trace.read('image')).toEqual({
      dims: ['image'],
      shape: [2],
      values: Int32Array.of(1, 3),
    });
    expect((await trace.read('label')).values).toEqual(Int32Array.of(0, 2));
    const { dims, shape, values } = await trace.read('activity_2');
    expect(dims).toEqual(['image', 'hypothesis', 'step', 'unit_2']);
    expect(shape).toEqual([2, 3, 3, 3]);
    const from = ((1 * 3 + 1) * 3 + 2) * 3;
    expect([...values.subarray(from, from + 3)]).toEqual(seen.activity);
  });

  it('gives what lies at places along axes, down to a single number', async () => {
    const at = { image: 1, hypothesis: 1, step: 2 };
    expect(await trace.read('activity_2', at)).toEqual({
      dims: ['unit_2'],
      shape: [3],
      values: Float32Array.from(seen.activity),
    });
    const { dims, shape } = await trace.read('goodness', { step: 2, layer: 0 });
    expect({ dims, shape }).toEqual({ dims: ['image', 'hypothesis'], shape: [2, 3] });
    expect(await trace.read('goodness', { ...at, layer: 1 })).toEqual({
      dims: [],
      shape: [],
      values: Float32Array.of(seen.goodness),
    });
  });

  it('says what is not there', async () => {
    await expect(openTrace(parent)).rejects.toThrow(InputError);
    await expect(openTrace(parent)).rejects.toThrow('is not a trace');
    await expect(trace.read('activity_3')).rejects.toThrow('there is no array "activity_3"');
    await expect(trace.read('goodness', { unit_2: 0 })).rejects.toThrow('has no axis unit_2');
    for (const image of [2, -1, 0.5])
      await expect(trace.read('goodness', { image })).rejects.toThrow('give 0 to 1');
  });
});
