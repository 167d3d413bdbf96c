import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { Command } from 'commander';
import { document } from './document';
import type { Findings, Measured } from './findings';
import { machine } from './machine';
import type { Part } from './part';
import { worse } from './regression';

const run = promisify(execFile);

const SMALL = [500, 500];

async function findings(quick: boolean): Promise<Findings> {
  const epochs = quick ? 0 : 2;
  const sizes = quick ? [SMALL] : [SMALL, [1000, 1000], [2000, 2000], [2000, 2000, 2000]];
  const depths = quick ? [1, 2] : [1, 2, 3, 4, 5, 6, 7, 8];
  const widths = quick ? [250] : [250, 500, 1000, 2000];
  const each = async <T>(parts: readonly Part[]): Promise<Measured<T>[]> => {
    const measured: Measured<T>[] = [];
    for (const part of parts) measured.push(await alone<T>(part)); // never two at once
    return measured;
  };
  const training = (hidden: readonly number[]): Part => ({ kind: 'training', hidden });
  return {
    machine: await machine(),
    training: await each(sizes.map((hidden) => ({ ...training(hidden), epochs }))),
    operations: await each(sizes.map((hidden) => ({ kind: 'operations', hidden }))),
    inference: await each(sizes.map((hidden) => ({ kind: 'inference', hidden }))),
    depth: await each(depths.map((depth) => training(new Array(depth).fill(500)))),
    width: await each(widths.map((units) => training([units, units]))),
    steps: await each([4, 8, 16, 32].map((steps) => ({ ...training(SMALL), steps }))),
    hypotheses: await each(
      [2, 5, 10].map((hypotheses) => ({ kind: 'inference', hidden: SMALL, hypotheses })),
    ),
    images: await each([6000, 60_000].map((images) => ({ ...training(SMALL), images }))),
    checkpoint: await alone({ kind: 'checkpoint', hidden: [1000, 1000] }),
    trace: await alone({ kind: 'trace', hidden: SMALL, images: 100 }),
    startUp: await startUp(),
  };
}

/** Measures one part in a process of its own. */
async function alone<T>(part: Part): Promise<Measured<T>> {
  process.stderr.write(`${JSON.stringify(part)} …\n`);
  const child = path.join(__dirname, 'part.ts');
  const { stdout } = await run(process.execPath, [TS_NODE, child, JSON.stringify(part)]);
  return { part, ...JSON.parse(stdout) };
}

const TS_NODE = require.resolve('ts-node/dist/bin');

async function startUp(): Promise<number> {
  const start = performance.now();
  await run(process.execPath, [path.join(__dirname, '..', 'bin', 'topdown.cjs'), '--help']);
  return (performance.now() - start) / 1000;
}

async function main(): Promise<void> {
  const command = new Command('npm run bench --')
    .description('Speed and memory, each against a limit measured in the same run.')
    .option('--quick', 'only small networks, as they are at the start: a minute')
    .option('--json', 'print the findings as JSON')
    .option('--write <name>', 'write them as <name>.md and <name>.json')
    .option('--check <file>', 'compare the ratios with those in this JSON file')
    .parse();
  const { quick = false, json, write, check } = command.opts();
  const found = await findings(quick);
  const text = `${JSON.stringify(found, null, 2)}\n`;
  process.stdout.write(json ? text : document(found));
  if (write) {
    writeFileSync(`${write}.json`, text);
    writeFileSync(`${write}.md`, document(found));
  }
  if (!check) return;
  const slower = worse(found, JSON.parse(readFileSync(check, 'utf8')));
  for (const line of slower) process.stderr.write(`${line}\n`);
  process.exitCode = slower.length > 0 ? 1 : 0;
}

void main();
