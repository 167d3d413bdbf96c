import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { benchCommand, runBenchmark } from './command';
import { document } from './document';
import { type Findings, findingsIn, type Measured } from './findings';
import type { InferenceCost } from './inference';
import { machine } from './machine';
import type { OperationCost } from './operations';
import { checkPlaces, outcome } from './outcome';
import type { Part } from './part';
import type { PeerCost } from './peer/beside-peer';
import { busyShare } from './quiet';
import { startUp } from './start-up';
import { type BatchCost, TRAINED } from './training-batch';
import type { WritingSpeed } from './writing';

const run = promisify(execFile);

const SMALL = [500, 500];

/** What a page is written of. */
const EVERYTHING = {
  trained: TRAINED,
  sizes: [SMALL, [1000, 1000], [2000, 2000], [2000, 2000, 2000]],
  rounded: [SMALL, [2000, 2000]],
  maps: [{ maps: ['28x28x3', '28x28x3'], field: 11 }],
  beside: [SMALL, [2000, 2000]],
  depths: [1, 2, 4, 8],
  widths: [250],
  steps: [4, 16],
  hypotheses: [2, 5],
};

/** What a minute allows. */
const LITTLE: typeof EVERYTHING = {
  trained: 0,
  sizes: [SMALL],
  rounded: [],
  maps: [],
  beside: [],
  depths: [1],
  widths: [250],
  steps: [4],
  hypotheses: [2],
};

async function findings(quick: boolean): Promise<Findings> {
  const {
    trained: batches,
    sizes,
    rounded,
    maps,
    beside,
    depths,
    widths,
    steps,
    hypotheses,
  } = quick ? LITTLE : EVERYTHING;
  let busy = await busyShare();
  const each = async <T>(parts: readonly Part[]): Promise<Measured<T>[]> => {
    const measured: Measured<T>[] = [];
    for (const part of parts) measured.push(await alone<T>(part)); // never two at once
    busy = Math.max(busy, await busyShare());
    return measured;
  };
  const training = (hidden: readonly number[]): Part => ({ kind: 'training', hidden });
  const found = {
    machine: await machine(),
    training: await each<BatchCost>(
      sizes.map((hidden) => ({ ...training(hidden), batches: hidden.length > 2 ? 0 : batches })),
    ),
    maps: await each<BatchCost>(maps.map((one) => ({ ...training([]), maps: one }))),
    rounded: await each<BatchCost | null>(
      rounded.map((hidden) => ({ ...training(hidden), precision: 'bfloat16' })),
    ),
    beside: await each<PeerCost | null>(beside.map((hidden) => ({ kind: 'peer', hidden }))),
    operations: await each<readonly OperationCost[]>(
      beside.map((hidden) => ({ kind: 'operations', hidden })),
    ),
    inference: await each<InferenceCost>(
      sizes.slice(0, 3).map((hidden) => ({ kind: 'inference', hidden })),
    ),
    depth: await each<BatchCost>(depths.map((depth) => training(new Array(depth).fill(500)))),
    width: await each<BatchCost>(widths.map((units) => training([units, units]))),
    steps: await each<BatchCost>(steps.map((count) => ({ ...training(SMALL), steps: count }))),
    hypotheses: await each<InferenceCost>(
      hypotheses.map((count) => ({ kind: 'inference', hidden: SMALL, hypotheses: count })),
    ),
    checkpoint: await alone<WritingSpeed>({ kind: 'checkpoint', hidden: [1000, 1000] }),
    trace: await alone<WritingSpeed>({ kind: 'trace', hidden: SMALL, images: 100 }),
    startUp: await startUp(),
  };
  return { ...found, busy: Math.max(busy, await busyShare()) };
}

/** Measures one part in a process of its own. */
async function alone<T>(part: Part): Promise<Measured<T>> {
  process.stderr.write(`${JSON.stringify(part)} …\n`);
  const child = path.join(__dirname, 'part.ts');
  const { stdout } = await run(process.execPath, [TS_NODE, child, JSON.stringify(part)]);
  return { part, ...JSON.parse(stdout) };
}

const TS_NODE = require.resolve('ts-node/dist/bin');

interface Options {
  readonly quick?: boolean;
  readonly json?: boolean;
  readonly write?: string;
  readonly check?: string;
}

async function main(): Promise<void> {
  const command = benchCommand('npm run bench --')
    .description('Speed and memory, each against a limit measured in the same run.')
    .option('--quick', 'only small networks, as they are at the start: a minute')
    .option('--json', 'print the findings as JSON')
    .option('--write <name>', 'write them as <name>.md and <name>.json')
    .option('--check <file>', 'compare the ratios with those in this JSON file')
    .parse();
  const { quick = false, json, write, check } = command.opts<Options>();
  const before = check === undefined ? undefined : findingsIn(check); // `--write` may take its place
  if (write !== undefined) checkPlaces(write);
  const found = await findings(quick);
  process.stdout.write(json ? `${JSON.stringify(found, null, 2)}\n` : document(found));
  const failed = outcome(found, { write, before });
  for (const line of failed) process.stderr.write(`${line}\n`);
  process.exitCode = failed.length > 0 ? 1 : 0;
}

void runBenchmark(main);
