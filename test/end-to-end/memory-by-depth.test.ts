import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { expect, it } from 'vitest';
import type { MemoryCell } from '../../src/experiments/memory-by-depth/cell';
import { runRecord } from '../../src/runs/run-record';
import { begunRun } from '../support/begun-run';
import { scenarioFile } from '../support/command';
import { temporaryFolder } from '../support/folder';

const ROOT = path.resolve(__dirname, '../..');
const SEED = 1_000_000 + process.pid; // by which the processes that it starts are known, and no others
const TINY = `--depths 2,3 --units 20 --batch 50 --data-set drawn-digits --seed ${SEED}`.split(' ');

/** What is in the one run's folder. */
function runIn(runs: string) {
  const folder = begunRun(runs, 'memory-by-depth');
  const file = (name: string) => path.join(folder ?? runs, name);
  const lines = file('memory-by-depth.jsonl');
  return {
    file,
    cells: (): string[] =>
      existsSync(lines) ? readFileSync(lines, 'utf8').split('\n').slice(0, -1) : [],
    record: () => runRecord.parse(JSON.parse(readFileSync(file('run.json'), 'utf8'))),
  };
}

it('memory-by-depth measures in fresh processes, stops with them, goes on, and draws', async () => {
  const runs = temporaryFolder();
  const stopped = await scenarioFile('memory-by-depth', TINY, runs, {
    signal: 'SIGTERM',
    when: () => runIn(runs).cells().length > 0,
  });
  expect(stopped.code).toBe(143);
  expect(stopped.stderr).toMatch(/--resume \S+ continues from here/); // the runs are not where `--resume` looks
  const { cells, file, record } = runIn(runs);
  const before = cells();
  expect(before).toHaveLength(1); // what was under way was not waited for
  expect(record().status).toBe('interrupted');
  expect(execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' })).not.toContain(`"seed":${SEED}`);

  const { code, stderr } = await scenarioFile('memory-by-depth', ['--resume'], runs);
  expect(code, stderr).toBe(0);
  expect(stderr).toContain('layer by layer'); // lines of a cell end between words
  expect(cells().slice(0, before.length)).toEqual(before);
  const results = record().results as { cells: MemoryCell[] };
  expect(results.cells).toEqual(cells().map((line) => JSON.parse(line)));
  expect(results.cells.map(({ way, depth }) => `${way} ${depth}`)).toEqual([
    ...['all-at-once 2', 'backpropagation 2', 'layer-by-layer 2'],
    ...['all-at-once 3', 'backpropagation 3', 'layer-by-layer 3'],
  ]);
  for (const cell of results.cells) {
    expect(cell.residentPeak).toBeGreaterThanOrEqual(cell.residentBefore);
    expect(cell.livePeak).toBeGreaterThan(3 * cell.weights);
    expect(cell.liveBeyond).toBeGreaterThan(4 * cell.batch * cell.units);
    expect(cell.liveBeyond).toBeLessThan(cell.livePeak);
    expect(cell.milliseconds).toBeGreaterThan(0);
  }
  const [weights] = results.cells.map((cell) => cell.weights);
  expect(weights).toBe(4 * (784 * 20 + 20 + 20 * 20 + 20 + 20 * 10)); // the readout reads the top
  expect(readFileSync(file('figures/memory-by-depth.svg'), 'utf8')).toContain('drawn-digits');
  const table = await asyncBufferFromFile(file('memory-by-depth.parquet'));
  const rows = await parquetReadObjects({ file: table });
  expect(rows.map(({ way, depth, residentPeak }) => [way, depth, Number(residentPeak)])).toEqual(
    results.cells.map(({ way, depth, residentPeak }) => [way, depth, residentPeak]),
  );
});

it('a batch that is more than the images is refused', async () => {
  const { code, stderr } = await scenarioFile(
    'memory-by-depth',
    ['--batch', '99999', '--data-set', 'drawn-digits'],
    temporaryFolder(),
  );
  expect(code).toBe(2);
  expect(stderr).toContain('a batch of 99999 is more than the');
});

it.runIf(process.platform === 'linux')(
  'the peak of a process has nothing of the one that started it',
  () => {
    const large = Buffer.alloc(600e6, 1);
    const script = `process.stdout.write(String(require('./src/machine/processes').peakResidentHere()))`;
    const args = ['-r', './bin/sources.cjs', '-e', script];
    const said = Number(execFileSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' }));
    expect(large.length).toBe(600e6); // it was there all the while
    expect(said).toBeGreaterThan(20e6);
    expect(said).toBeLessThan(500e6);
  },
);
