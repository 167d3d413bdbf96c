import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { newRun } from '../../src/runs/perform';
import { temporaryFolder } from '../support/folder';
import { namedPipe } from '../support/named-pipe';
import { oneProcess } from '../support/one-process';
import { RECORD } from '../support/run-record';

const OWN = path.resolve(__dirname, 'own-scenario-child.ts');
const FAILING = path.resolve(__dirname, 'failing-scenario-child.ts');
const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><rect width="9" height="9"/></svg>';

const topdown = oneProcess();

/** The folder of the only run of a scenario in `runs`. */
function onlyRun(folder: string, scenario: string): string {
  const [name, ...others] = readdirSync(path.join(folder, 'runs', scenario));
  expect(others).toEqual([]);
  return path.join('runs', scenario, name as string);
}

describe('a run', () => {
  it('leaves its report, and says where', async () => {
    const folder = temporaryFolder();
    const { stderr } = await topdown(['run', OWN], folder);
    const run = onlyRun(folder, 'own');
    expect(stderr).toContain(`report: ${path.join(run, 'report.html')}\n`);
    const page = readFileSync(path.join(folder, run, 'report.html'), 'utf8');
    for (const words of ['That anyone can write one.', 'finished', '--times 2', 'product', '34'])
      expect(page).toContain(words);
  });

  it('that fails before it has begun leaves nothing', async () => {
    const folder = temporaryFolder();
    const { code, stderr } = await topdown(['run', FAILING], folder);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^engine: .*\nerror: there is nothing <to> do\n$/);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('that fails leaves one too, with its error', async () => {
    const folder = temporaryFolder();
    const { code, stderr } = await topdown(['run', FAILING, '--begin'], folder);
    expect(code).toBe(2);
    expect(stderr).toMatch(/report: .*\nerror: there is nothing <to> do\n$/);
    const page = readFileSync(path.join(folder, onlyRun(folder, 'failing'), 'report.html'), 'utf8');
    expect(page).toContain('there is nothing &lt;to&gt; do');
  });

  it('ends as it would, where its report cannot be written', async () => {
    const folder = temporaryFolder();
    const { code, stderr } = await topdown(['run', FAILING, '--spoil'], folder);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: there is nothing <to> do\n$/m);
    expect(stderr).not.toContain('report: ');
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});

describe('topdown report', () => {
  /** A folder with two finished runs, the first with a figure. */
  function twoRuns(): { folder: string; runs: [string, string] } {
    const folder = temporaryFolder();
    const runs = path.join(folder, 'runs');
    const [one, other] = [newRun(runs, RECORD), newRun(runs, { ...RECORD, seed: 18 })];
    mkdirSync(one.file('figures'));
    writeFileSync(one.file('figures', 'one.svg'), SVG);
    one.update({ figures: [{ file: 'figures/one.svg', title: 'One', caption: 'A square' }] });
    return { folder, runs: [path.relative(folder, one.path), path.relative(folder, other.path)] };
  }

  it('writes a report anew, with PNGs where asked, and prints what it wrote', async () => {
    const { folder, runs } = twoRuns();
    const { code, stdout } = await topdown(['report', runs[0], '--png'], folder);
    expect(code).toBe(0);
    const [page, picture] = ['report.html', 'figures/one.png'].map((one) =>
      path.join(runs[0], one),
    );
    expect(stdout).toBe(`${page}\n${picture}\n`);
    expect(readFileSync(path.join(folder, page as string), 'utf8')).toContain(
      'alt="One. A square"',
    );
    const png = readFileSync(path.join(folder, picture as string));
    expect(png.subarray(1, 4).toString()).toBe('PNG');
  });

  it('puts several runs on one page, in a file of one’s choice', async () => {
    const { folder, runs } = twoRuns();
    const usual = await topdown(['report', ...runs], folder);
    expect(usual).toMatchObject({ code: 0, stdout: 'comparison.html\n' });
    const page = readFileSync(path.join(folder, 'comparison.html'), 'utf8');
    for (const words of ['2 runs side by side', 'seed', '18', '1.25 %'])
      expect(page).toContain(words);
    const chosen = await topdown(['report', ...runs, '--write', 'mine.html'], folder);
    expect(chosen.stdout).toBe('mine.html\n');
    expect(readFileSync(path.join(folder, 'mine.html'), 'utf8')).toBe(page);
  });

  it('takes the place of no folder, device or pipe, and makes no folder', async () => {
    const { folder, runs } = twoRuns();
    namedPipe(path.join(folder, 'pipe'));
    writeFileSync(path.join(folder, 'file'), '');
    const before = readdirSync(folder);
    for (const [place, says] of [
      ['pipe', 'that is a device or a pipe'],
      ['.', 'that path is a folder'],
      ['none/page.html', 'there is no folder none'],
      ['file/page.html', 'there is no folder file'],
    ] as const)
      for (const given of [runs, runs.slice(0, 1)]) {
        const { code, stderr } = await topdown(['report', ...given, '--write', place], folder);
        expect(stderr).toContain(`error: cannot write ${place}: ${says}`);
        expect(code).toBe(2);
      }
    expect(readdirSync(folder)).toEqual(before);
    expect(lstatSync(path.join(folder, 'pipe')).isFIFO()).toBe(true);
  });

  it('says in a sentence what is no run, with code 2, and writes nothing', async () => {
    const folder = temporaryFolder();
    const { code, stderr } = await topdown(['report', 'nowhere'], folder);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: there is no run nowhere: give its folder, .*\n$/);
    expect(existsSync(path.join(folder, 'comparison.html'))).toBe(false);
  });
});
