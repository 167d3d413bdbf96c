import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { figuresBeside } from '../../src/pages/results/figures-beside';
import { resultsPage } from '../../src/pages/results/page';
import { type ResultRecord, readModels, readRecords } from '../../src/pages/results/records';
import { runRecord } from '../../src/runs/run-record';
import { scenarioFile } from '../support/command';
import { temporaryFolder } from '../support/folder';
import { oneProcess } from '../support/one-process';

const DRAWN = '--data-set drawn-digits --train 2000 --epochs 2 --json'.split(' ');

const topdown = oneProcess();
const run = (scenario: string, args: readonly string[], runs: string) =>
  topdown(['run', scenario, ...args, '--runs', runs], runs);

/** Each relative at a small size, and an error that no net which learnt nothing comes to. */
const RELATIVES = [
  { scenario: 'label-in-image', hidden: '60,60', below: 60, readings: ['goodness', 'readout'] },
  { scenario: 'hybrid-images', hidden: '60,60', below: 60, readings: ['readout'] },
  { scenario: 'local-fields', hidden: '64,63,64', below: 60, readings: ['readout'] },
  { scenario: 'backpropagation', hidden: '60,60', below: 60, readings: ['readout'] },
  {
    ...{ scenario: 'backpropagation-through-time', hidden: '60,60', below: 60 },
    readings: ['goodness', 'readout'],
  },
  {
    ...{ scenario: 'predictive-coding', hidden: '60,60', below: 60 },
    readings: ['goodness', 'readout'],
  },
] as const;

/** The one run of a scenario in a folder of runs. */
function onlyRun(runs: string, scenario: string): string {
  const [name, ...others] = readdirSync(path.join(runs, scenario));
  expect(others).toEqual([]);
  return path.join(runs, scenario, name as string);
}

describe.each(RELATIVES)('$scenario', ({ scenario, hidden, below, readings }) => {
  it('trains, reports its error, and is exported', async () => {
    const runs = temporaryFolder();
    const more = scenario === 'label-in-image' ? ['--epochs', '20', '--rate', '0.03'] : [];
    const args = [...DRAWN, '--hidden', hidden, ...more];
    const { code, stdout, stderr } = await run(scenario, args, runs);
    expect(code, stderr).toBe(0);
    expect(stderr).not.toContain('The paper reports'); // its figures are of MNIST
    const { learning, results } = runRecord.parse(JSON.parse(stdout));
    expect(learning?.['system']).toBe(scenario);
    const { validation } = results as {
      validation: Record<string, number> & { intervals: Record<string, object> };
    };
    expect(new Set(Object.keys(validation.intervals))).toEqual(new Set(readings));
    for (const reading of readings) expect(validation[reading]).toBeLessThan(below);

    const file = path.join(runs, 'small.safetensors');
    const exported = await topdown(['export', onlyRun(runs, scenario), file], runs);
    expect(exported.code, exported.stderr).toBe(0);
    expect(readFileSync(file.replace('.safetensors', '.md'), 'utf8')).toContain(
      `npx topdown run ${scenario} `,
    );
  });
});

describe('a relative that is killed', () => {
  it('ends, resumed, with the same bytes as one that was not', async () => {
    const small = '--data-set drawn-digits --train 2000 --epochs 2 --hidden 40,30'.split(' ');
    const [whole, broken] = [temporaryFolder(), temporaryFolder()];
    await run('hybrid-images', small, whole);
    const often = [...small, '--save-every', '0.001'];
    const died = await scenarioFile('hybrid-images', often, broken, {
      signal: 'SIGKILL',
      when: (text) => text.includes('epoch 1/2'),
    });
    expect(died.signal).toBe('SIGKILL');
    const { code } = await run('hybrid-images', ['--resume'], broken);
    expect(code).toBe(0);
    const last = (runs: string) => {
      const folder = path.join(onlyRun(runs, 'hybrid-images'), 'checkpoints');
      return readFileSync(path.join(folder, readdirSync(folder).at(-1) as string));
    };
    expect(last(broken).equals(last(whole))).toBe(true);
  });
});

describe('a network of one system', () => {
  let trained: string;
  afterAll(() => rmSync(trained, { recursive: true, force: true }));
  let folder = '';

  beforeAll(async () => {
    trained = mkdtempSync(path.join(tmpdir(), 'topdown-'));
    const small = '--data-set drawn-digits --train 1000 --epochs 1 --hidden 20,20'.split(' ');
    await run('backpropagation', small, trained);
    folder = onlyRun(trained, 'backpropagation');
  });

  it('is not taken for another’s', async () => {
    const runs = temporaryFolder();
    const given = ['--network', folder, '--data-set', 'drawn-digits', '--runs', runs];
    const traced = await topdown(['trace', ...given], runs);
    expect(traced.code).toBe(2);
    expect(traced.stderr).toContain('is of the system backpropagation, not recurrent');
  });

  it('is on a page of results, from its run’s record, which keeps nothing of the machine', async () => {
    const cwd = temporaryFolder();
    const { code, stderr } = await topdown(['results', folder], cwd);
    expect(code, stderr).toBe(0);
    const page = readFileSync(path.join(cwd, 'RESULTS.md'), 'utf8');
    const record = runRecord.parse(JSON.parse(readFileSync(path.join(folder, 'run.json'), 'utf8')));
    const { validation } = record.results as { validation: { readout: number } };
    expect(page).toContain(`${validation.readout.toFixed(2)} %`);
    expect(page).toContain('npx topdown run backpropagation --hidden 20,20');
    const [kept] = readdirSync(path.join(cwd, 'results'));
    const text = readFileSync(path.join(cwd, 'results', kept as string), 'utf8');
    expect(text).not.toContain(record.process.host);
    expect(JSON.parse(text)).not.toHaveProperty('data.path');
  });
});

describe('topdown results', () => {
  const at = (name: string) => path.resolve(__dirname, '../..', name);

  it('is what RESULTS.md holds', () => {
    const records = [...readModels(at('models')), ...readRecords(at('results'))];
    expect(readFileSync(at('RESULTS.md'), 'utf8')).toBe(
      resultsPage(records, figuresBeside(at('RESULTS.md'))),
    );
  });

  it('sets the paper beside networks that learnt MNIST, whatever others were called', () => {
    const models = readModels(path.resolve(__dirname, '../../models'));
    const [model] = models.filter(({ scenario }) => scenario === 'recurrent-mnist');
    const { data, ...record } = model as ResultRecord;
    const page = (checksums: Record<string, string>) =>
      resultsPage([
        { ...record, data: { ...(data as object), checksums } as ResultRecord['data'] },
      ]);
    const asPublished = page(data?.checksums ?? {});
    expect(asPublished).toContain('**1.31 %**');
    expect(asPublished).not.toContain('--data');
    const other = page({ ...data?.checksums, 'train-labels-idx1-ubyte': 'other' });
    expect(other).not.toContain('1.31');
    expect(other).toContain('images of mnist (files of one’s own)');
    expect(other).toContain(' --data <folder> --seed ');
  });

  it('fills the findings of studies into the pages of a folder, and leaves its other files alone', async () => {
    const folder = temporaryFolder();
    const inFolder = (name: string) => path.join(folder, name);
    const page = readFileSync(at('docs/experiments/imagery.md'), 'utf8');
    const emptied = page.replace(/(<!-- findings: imagery -->\n)[\s\S]*(<!-- end -->)/, '$1$2');
    expect(emptied.length).toBeLessThan(page.length);
    mkdirSync(inFolder('pages'));
    for (const name of ['imagery.md', 'notes.txt'])
      writeFileSync(inFolder(`pages/${name}`), emptied);
    writeFileSync(inFolder('pages/plain.md'), 'no findings\n');

    const command = ['results', '--records', at('results'), '--pages'];
    const { code, stderr } = await topdown([...command, 'pages'], folder);
    expect(code, stderr).toBe(0);
    expect(readdirSync(folder).toSorted()).toEqual(['RESULTS.md', 'pages']);
    const text = (name: string) => readFileSync(inFolder(`pages/${name}`), 'utf8');
    expect(text('imagery.md')).toBe(page);
    expect(text('notes.txt')).toBe(emptied);
    expect(text('plain.md')).toBe('no findings\n');
    const nowhere = await topdown([...command, 'nowhere'], folder);
    expect(nowhere.code).toBe(2);
    expect(nowhere.stderr).toContain('there is no folder nowhere');
  });

  it('says which record is none', async () => {
    const folder = temporaryFolder();
    mkdirSync(path.join(folder, 'results'));
    writeFileSync(path.join(folder, 'results', 'odd.json'), '{"schema": 1}');
    const { code, stderr } = await topdown(['results'], folder);
    expect(code).toBe(2);
    expect(stderr).toContain('odd.json is not the record of a finished run');
    expect(readdirSync(folder)).toEqual(['results']);
  });
});
