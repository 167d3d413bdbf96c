import { execFile } from 'node:child_process';
import { open, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { LabelledImages } from '../../src/images/labelled-images';
import { encodeCheckpoint } from '../../src/learning/checkpoint';
import { drawGumbelNoise } from '../../src/learning/negatives';
import { RECURRENT } from '../../src/learning/systems/recurrent';
import { sizesOf } from '../../src/network/architecture';
import { folderForNow } from '../at-end';
import { type Timing, timingOf } from '../measure';
import { TRAINED, trainer } from '../training-batch';

const run = promisify(execFile);

/** Batches that are timed, after those that are learnt before. */
const TIMED = 30;
/** Of these, the first ones warm up: compilation, and graphs that are written down. */
const WARM_UP = 8;
/** How far weights may be apart after one batch: float32's rounding, and bfloat16's. */
const APART = { float32: 1e-5, bfloat16: 5e-3 };

/** The Python that has what `requirements.txt` names. */
const PYTHON = process.env['BENCH_PYTHON'] ?? 'python3';

/** A way of writing the learning rule, beside ours on the same batches. */
export interface PeerTiming extends Timing {
  readonly way: string;
  /** Its median over ours. */
  readonly timesOurs: number;
  /** The largest difference of a weight from ours after one batch from the same start. */
  readonly apart: number;
}

export interface PeerCost {
  readonly hidden: readonly number[];
  readonly torch: string;
  readonly ours: Timing;
  readonly peers: readonly PeerTiming[];
}

/**
 * Our batches beside PyTorch's, which starts from the same learner and is shown the same images and the same
 * chance: null where there is no PyTorch. Throws Error where a peer does not learn the same.
 */
export async function besidePeer(
  hidden: readonly number[],
  images: LabelledImages,
): Promise<PeerCost | null> {
  if (!(await hasTorch())) return null;
  const folder = folderForNow();
  const ours = await written(folder, hidden, images);
  const { stdout } = await run(PYTHON, [path.join(__dirname, 'peer.py'), folder]);
  const { torch, ways } = JSON.parse(stdout) as Answer;
  const peers = Object.entries(ways).map(([way, { times, apart }]): PeerTiming => {
    if (!(apart < APART[way.includes('bfloat16') ? 'bfloat16' : 'float32']))
      throw new Error(`${way} does not learn the same: a weight is ${apart} from ours`);
    const timing = timingOf(times.slice(WARM_UP));
    return { ...timing, way, apart, timesOurs: timing.median / ours.median };
  });
  return { hidden, torch, ours, peers };
}

interface Answer {
  readonly torch: string;
  readonly ways: Record<string, { readonly times: readonly number[]; readonly apart: number }>;
}

async function hasTorch(): Promise<boolean> {
  return run(PYTHON, ['-c', 'import torch, numpy']).then(
    () => true,
    () => false,
  );
}

/** Writes what the peer starts from and is shown; how long our batches took. */
async function written(
  folder: string,
  hidden: readonly number[],
  images: LabelledImages,
): Promise<Timing> {
  const { settings, architecture, learner, learn, dispose } = trainer({ hidden }, images);
  const { batch, rate, readoutRate } = settings;
  const { classes, pixels } = sizesOf(architecture);
  const at = (name: string) => path.join(folder, name);
  const saved = (name: string) =>
    writeFile(at(name), encodeCheckpoint(RECURRENT, learner(), settings));
  const files = await Promise.all(
    ['pixels.f32', 'labels.i32', 'chance.f32'].map((name) => open(at(name), 'w')),
  );
  for (let before = 0; before < TRAINED; before++) learn();
  await saved('before.safetensors');
  const times: number[] = [];
  for (let time = 0; time < TIMED; time++) {
    const shown: Uint8Array[] = [];
    times.push(
      learn((seen) => {
        const noise = drawGumbelNoise(batch, classes, seen.random('negatives'));
        const arrays = [seen.pixels, seen.labels, noise.dataSync()];
        shown.push(...arrays.map((one) => Uint8Array.from(bytesOf(one))));
        noise.dispose();
      }),
    );
    for (const [which, file] of files.entries()) await file.write(shown[which] as Uint8Array);
    if (time === 0) await saved('after.safetensors');
  }
  await Promise.all(files.map((file) => file.close()));
  dispose();
  const rates = [rate, readoutRate];
  const about = { batch, pixels, classes, rates, threads: availableParallelism() };
  await writeFile(at('about.json'), JSON.stringify(about));
  return timingOf(times.slice(WARM_UP));
}

function bytesOf({ buffer, byteOffset, byteLength }: NodeJS.TypedArray): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
