import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { begunRun } from '../support/begun-run';
import { scenarioFile } from '../support/command';
import { temporaryFolder } from '../support/folder';
import { oneProcess } from '../support/one-process';

const SMALL = '--data-set drawn-digits --train 1000 --epochs 1 --hidden 20,20'.split(' ');
const CONDITIONS = ['--conditions', 'clean,gaussian-noise,digit-debris', '--images', '150'];
const PLACES = 1 + 5 + 4;
/** Readings of a recurrent network, and of one by backpropagation. */
const READINGS = 6 + 1;

/** Contrasts of these readings and conditions: three within the network on clean images, two in noise, and backpropagation. */
const NAMED = 3 + 2 + 1;

const topdown = oneProcess();
const SCENARIO = 'compare-topdown-feedforward';

interface Results {
  readonly comparison: {
    readonly errors: { condition: string; strength: number; reading: string; percent: number }[];
    readonly differences: { uncertainty: { df: number }; pairs: { seed: number }[] }[];
    readonly contrasts: { p: number; adjusted: number; verdict: string }[];
    readonly costs: { reading: string; multiplyAdds: number }[];
  };
}

function onlyRun(runs: string, scenario: string): string {
  const [name, ...others] = readdirSync(path.join(runs, scenario));
  expect(others).toEqual([]);
  return path.join(runs, scenario, name as string);
}

/** The lines of answers of a run so far. */
function answersIn(run: string): string {
  const answers = path.join(run, 'answers.jsonl');
  return existsSync(answers) ? readFileSync(answers, 'utf8') : '';
}

describe('a comparison', () => {
  let trained: string;
  let whole: string;
  afterAll(() => rmSync(trained, { recursive: true, force: true }));
  let given: string[] = [];
  const compare = (runs: string, args: readonly string[]) =>
    topdown(['run', SCENARIO, ...args, '--runs', runs], trained);
  const folderOf = (runs: string) => onlyRun(runs, SCENARIO);
  const linesOf = (runs: string) =>
    answersIn(folderOf(runs))
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Record<string, unknown>);

  beforeAll(async () => {
    trained = mkdtempSync(path.join(tmpdir(), 'topdown-'));
    whole = path.join(trained, 'whole');
    for (const scenario of ['recurrent-mnist', 'backpropagation'])
      await topdown(['run', scenario, ...SMALL, '--runs', trained], trained);
    const networks = ['recurrent-mnist', 'backpropagation'].map((one) => onlyRun(trained, one));
    given = ['--network', networks.join(','), '--data-set', 'drawn-digits', ...CONDITIONS];
  });

  it('reads every network in every way under every condition, and tables each block', async () => {
    const { code, stdout, stderr } = await compare(whole, [...given, '--json']);
    expect(code, stderr).toBe(0);
    const { comparison } = (JSON.parse(stdout) as { results: Results }).results;
    expect(comparison.errors).toHaveLength(PLACES * READINGS);
    expect(comparison.differences).toHaveLength(PLACES * (READINGS - 1));
    for (const { pairs } of comparison.differences) expect(pairs).toHaveLength(1);
    expect(comparison.contrasts).toHaveLength(NAMED);
    for (const { p, adjusted } of comparison.contrasts) expect(adjusted).toBeGreaterThanOrEqual(p);

    const bytes = readFileSync(path.join(folderOf(whole), 'comparison.parquet'));
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
    const rows = (await parquetReadObjects({ file: file as ArrayBuffer })) as Record<
      string,
      number | string
    >[];
    expect(rows).toHaveLength(PLACES * READINGS * 2); // blocks of 100 and of 50 images
    for (const { condition, strength, reading, percent } of comparison.errors) {
      const own = rows.filter(
        (row) =>
          row['condition'] === condition &&
          row['strength'] === strength &&
          row['reading'] === reading,
      );
      const wrong = own.reduce((sum, row) => sum + Number(row['wrong']), 0);
      expect(own.map((row) => Number(row['images']))).toEqual([100, 50]);
      expect((100 * wrong) / 150).toBeCloseTo(percent, 6);
    }
  });

  it('that is stopped goes on where it was, and repeats and loses nothing', async () => {
    const broken = temporaryFolder();
    const stopped = await scenarioFile(SCENARIO, given, broken, {
      signal: 'SIGKILL',
      when: () => {
        const run = begunRun(broken, SCENARIO);
        return run !== undefined && answersIn(run).split('\n').length > 8;
      },
    });
    expect(stopped.signal).toBe('SIGKILL');
    const before = linesOf(broken).length;
    expect(before).toBeLessThan(PLACES * READINGS);
    const { code, stderr } = await compare(broken, ['--resume']);
    expect(code, stderr).toBe(0);
    const answersOf = (runs: string) =>
      linesOf(runs)
        .map(({ milliseconds: _, ...cell }) => JSON.stringify(cell))
        .sort((one, other) => one.localeCompare(other));
    expect(answersOf(broken)).toEqual(answersOf(whole));
  });

  it('refuses one network twice, and says which', async () => {
    const [network] = (given[1] as string).split(',') as [string];
    const twice = ['--network', `${network},${network}`, ...given.slice(2)];
    const { code, stderr } = await compare(temporaryFolder(), twice);
    expect(code).toBe(2);
    expect(stderr).toContain('are both recurrent, seed 17: leave one out');
  });
});
