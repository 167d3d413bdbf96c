import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { lastValueFrom } from 'rxjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomStream } from '../../src/engine/random';
import type { LabelledImages } from '../../src/images/labelled-images';
import { disposeNetwork, initialise } from '../../src/network/network';
import { recordTrace } from '../../src/observation/record-trace';
import { openInPython } from '../../src/observation/trace-arrays';
import { selectTrace } from '../../src/observation/trace-selection';
import { zarrita } from '../../src/observation/trace-store';
import { everyLabel, frame } from '../../src/perception/frame';
import { drain, settle, still } from '../../src/perception/settle';
import type { LayerState } from '../../src/perception/state';
import { recurrent } from '../support/architectures';
import { TEN } from '../support/shapes';
import { zippedTrace } from '../support/zipped-trace';

const python = process.env['TOPDOWN_PYTHON'];
const sizes = { pixels: 16, hidden: [20, 15], classes: 10 };
const [count, steps] = [70, 8]; // more than one chunk of 64

let parent: string;

beforeAll(() => {
  parent = mkdtempSync(path.join(tmpdir(), 'topdown-trace-python-'));
});

afterAll(() => rmSync(parent, { recursive: true }));

describe.skipIf(!python)('traces as Python opens them (needs TOPDOWN_PYTHON)', () => {
  it('open without a warning and hold what was computed here, in a folder and in a zip', async () => {
    const folder = path.join(parent, 'whole.zarr');
    const zip = path.join(parent, 'whole.zip');
    const images = noise();
    const network = initialise(recurrent(sizes), 11);
    const selection = selectTrace(
      { variables: ['activity', 'normalised', 'goodness'] },
      { images: count, sizes, steps },
    );
    const said = { title: 'noise', version: '0.0.0', seed: 11 };
    await lastValueFrom(recordTrace(network, images, selection, folder, said));
    writeFileSync(zip, await zippedTrace(zarrita(), network, images, selection, said));
    const upTo = (end: number) => Array.from({ length: end }, (_, at) => at);
    const dims = ['image', 'hypothesis', 'step'];
    const variable = (name: string, of: (layers: readonly LayerState[]) => tf.Tensor3D[]) => {
      const file = path.join(parent, `${name}.f32`);
      writeFileSync(file, watched(of));
      return [name, file];
    };
    const watched = (of: (layers: readonly LayerState[]) => tf.Tensor3D[]) =>
      tf.tidy(() => {
        const pixels = tf.tensor2d(
          Float32Array.from(images.pixels, (grey) => grey / 255),
          [count, 16],
        );
        const states: tf.Tensor3D[] = [];
        drain(settle(network, still(frame(pixels, everyLabel(10)), steps)), ({ layers }) => {
          const each = of(layers).map((one) => tf.broadcastTo(one, [10, count, one.shape[2]]));
          states.push(tf.keep(tf.concat(each, 2) as tf.Tensor3D));
        });
        const ordered = tf.transpose(tf.stack(states), [2, 1, 0, 3]); // image, hypothesis, step
        const bytes = ordered.dataSync<'float32'>();
        tf.dispose(states);
        return bytes;
      });
    const holds = {
      complete: true,
      attrs: { seed: 11, hidden: [20, 15], damping: 0.3, window: [3, 5], data_set: 'noise' },
      dims: {
        activity_1: [...dims, 'unit_1'],
        activity_2: [...dims, 'unit_2'],
        normalised_2: [...dims, 'unit_2'],
        goodness: [...dims, 'layer'],
      },
      coords: {
        image: upTo(count),
        label: Array.from(images.labels),
        hypothesis: upTo(10),
        step: upTo(steps + 1),
        layer: [1, 2],
        unit_1: upTo(20),
        unit_2: upTo(15),
      },
      values: Object.fromEntries([
        variable('activity_1', ([first]) => [(first as LayerState).activity]),
        variable('activity_2', ([, second]) => [(second as LayerState).activity]),
        variable('normalised_2', ([, second]) => [(second as LayerState).normalised]),
        variable('goodness', (layers) => layers.map(({ goodness }) => goodness)),
      ]),
    };
    check({ open: openInPython.trace(folder), ...holds });
    check({ open: openInPython.zippedTrace(zip), ...holds });
    disposeNetwork(network);
  });

  it('say that they are not complete when the process was killed', async () => {
    const folder = path.join(parent, 'killed.zarr');
    const child = spawn(process.execPath, [
      path.resolve('node_modules/ts-node/dist/bin.js'),
      path.resolve('test/end-to-end/trace-child.ts'),
      folder,
    ]);
    const written = await untilImages(child, 300);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const open = openInPython.incompleteTrace(folder);
    check({ open, complete: false, attrs: { title: 'cut short', seed: null }, written });
  });
});

function noise(): LabelledImages {
  const random = randomStream(11, 'images');
  return {
    name: 'noise',
    count,
    rows: 4,
    columns: 4,
    channels: 1,
    ...TEN,
    pixels: Uint8Array.from({ length: count * 16 }, () => random.integer(0, 255)),
    labels: Uint8Array.from({ length: count }, () => random.integer(0, 9)),
  };
}

/** Runs the Python check, with every warning an error; fails with what Python says. */
function check(expected: object): void {
  const file = path.join(parent, 'expected.json');
  writeFileSync(file, JSON.stringify(expected));
  const args = ['-W', 'error', path.resolve('test/python/check_trace.py'), file];
  expect(execFileSync(python as string, args, { encoding: 'utf8' })).toBe('ok\n');
}

/** The images recorded, as soon as the child reports more than `images`. */
async function untilImages(child: ChildProcess, images: number): Promise<number> {
  let said = '';
  let complaints = '';
  child.stderr?.on('data', (text: Buffer) => {
    complaints += text.toString();
  });
  for await (const text of child.stdout ?? []) {
    said += String(text);
    const reported = said.split('\n').slice(0, -1).map(Number);
    const last = reported[reported.length - 1] ?? 0;
    if (last > images) return last;
  }
  throw new Error(`the child ended by itself: ${complaints}`);
}
