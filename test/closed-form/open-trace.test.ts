import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { tensor2d } from '@tensorflow/tfjs-core';
import { lastValueFrom } from 'rxjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gather } from '../../src/images/batches';
import type { LabelledImages } from '../../src/images/labelled-images';
import { InputError } from '../../src/input/errors';
import { initialise } from '../../src/network/network';
import { type OpenedTrace, openTrace } from '../../src/observation/open-trace';
import { recordTrace } from '../../src/observation/record-trace';
import { selectTrace } from '../../src/observation/trace-selection';
import { everyLabel, frame } from '../../src/perception/frame';
import { drain, settle, still } from '../../src/perception/settle';
import { recurrent } from '../support/architectures';
import { grey } from '../support/shapes';

const sizes = { pixels: 4, hidden: [5, 3], classes: 3 };
const images: LabelledImages = {
  ...{ name: 'four', count: 4, ...grey(2, 2), classes: 3, classNames: ['0', '1', '2'] },
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
  const network = initialise(recurrent(sizes), 5);
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

describe('a trace that is damaged', () => {
  let copies = 0;

  /** The reason for which an array is refused, in a copy of which this file was changed. */
  async function refusal(name: string, file: string, change: (bytes: Buffer) => Buffer | object) {
    const copy = path.join(parent, `copy-${copies++}.zarr`);
    cpSync(path.join(parent, 'four.zarr'), copy, { recursive: true });
    const place = path.join(copy, file);
    const changed = change(readFileSync(place));
    if (changed instanceof Buffer && changed.length === 0) rmSync(place);
    else writeFileSync(place, changed instanceof Buffer ? changed : JSON.stringify(changed));
    const reading = openTrace(copy).then((one) => one.read(name));
    const error: unknown = await reading.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(InputError);
    expect((error as Error).message).not.toContain('\n');
    return (error as Error).message;
  }

  const block = 'goodness/c/0/0/1/0';
  const about = 'goodness/zarr.json';
  const with_ = (change: object) => (bytes: Buffer) => ({
    ...JSON.parse(bytes.toString()),
    ...change,
  });

  it('is refused by the file: a block that is cut, of another kind, of another size, or gone', async () => {
    for (const change of [
      (bytes: Buffer) => bytes.subarray(0, -3),
      (bytes: Buffer) => bytes.subarray(0, 3),
      () => Buffer.from('no block at all'),
      (bytes: Buffer) => bytes.map((byte, at) => (at === 6 || at === 7 ? 255 : byte)),
      (bytes: Buffer) => Buffer.concat([bytes.subarray(0, 5), Buffer.of(3), bytes.subarray(6)]),
      // Unpacking would wait for ever for the rest of what looks like another frame.
      (bytes: Buffer) => Buffer.concat([bytes, Buffer.of(0x50)]),
      (bytes: Buffer) => Buffer.concat([bytes, bytes.subarray(0, 9)]),
    ])
      expect(await refusal('goodness', block, (bytes) => Buffer.from(change(bytes)))).toMatch(
        /goodness\/c\/0\/0\/1\/0 is damaged: record the trace again/,
      );
    expect(await refusal('goodness', block, () => Buffer.alloc(0))).toContain('is missing');
    expect(await refusal('label', 'label/c/0', () => Buffer.alloc(0))).toContain('is missing');
  });

  it.each([
    ['no shape', { shape: undefined }],
    ['a shape of another length', { shape: [2, 3, 3] }],
    ['an empty axis', { shape: [2, 3, 3, 0] }],
    ['another kind of number', { data_type: 'float64' }],
    ['another way of packing', { codecs: [{ name: 'bytes' }, { name: 'zstdx' }] }],
    [
      'blocks larger than itself',
      { chunk_grid: { name: 'regular', configuration: { chunk_shape: [9, 9, 9, 9] } } },
    ],
    ['axes of no trace', { dimension_names: ['image', 'constructor', 'step', 'layer'] }],
    ['one axis twice', { dimension_names: ['image', 'image', 'step', 'layer'] }],
    ['a fill value of another kind', { fill_value: 'nothing' }],
  ])('is refused by what it says of an array: %s', async (_, change) => {
    expect(await refusal('goodness', about, with_(change))).toContain(
      'zarr.json is not an array of a trace',
    );
  });

  it('is refused where an array is longer than its axis', async () => {
    expect(await refusal('goodness', about, with_({ shape: [2, 3, 4, 2] }))).toContain(
      'it has 4 places along step, which has 3',
    );
  });

  it('is refused before anything is read where its files cannot hold what it says', async () => {
    const shape = [2_000_000_000];
    const chunk_grid = { name: 'regular', configuration: { chunk_shape: [1] } };
    expect(await refusal('image', 'image/zarr.json', with_({ shape, chunk_grid }))).toMatch(
      /says that it holds 8000000000 bytes in 2000000000 blocks, and its 2 files hold \d+/,
    );
    const blocks = await refusal(
      'image',
      'image/zarr.json',
      with_({ shape: [2_000_000], chunk_grid }),
    );
    expect(blocks).toContain('in 2000000 blocks');
  });

  it('that was cut short reads as NaN where there is nothing', async () => {
    const copy = path.join(parent, 'short.zarr');
    cpSync(path.join(parent, 'four.zarr'), copy, { recursive: true });
    const root = JSON.parse(readFileSync(path.join(copy, 'zarr.json'), 'utf8'));
    root.attributes.complete = false;
    writeFileSync(path.join(copy, 'zarr.json'), JSON.stringify(root));
    rmSync(path.join(copy, block));
    const { values } = await (await openTrace(copy)).read('goodness', { image: 0, hypothesis: 0 });
    expect([...values].map(Number.isNaN)).toEqual([false, false, true, true, false, false]);
  });

  it('names nothing outside of it', async () => {
    for (const name of ['../four.zarr/goodness', '/etc', 'goodness/../label'])
      await expect(trace.read(name)).rejects.toThrow('is not the name of a file');
  });
});
