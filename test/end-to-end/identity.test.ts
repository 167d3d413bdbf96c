import { copyFileSync, cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/folder';
import { smallDataSet } from '../support/idx-bytes';
import { oneProcess } from '../support/one-process';
import { changeRecord } from '../support/run-record';

const LABELS = 'train-labels-idx1-ubyte';
const SMALL = '--hidden 5,5 --epochs 1 --batch 20'.split(' ');

const topdown = oneProcess();

/** A folder to work in, with two data sets of the same names and images; the second was relabelled. */
function twoDataSets() {
  const folder = temporaryFolder();
  const [one, relabelled] = [path.join(folder, 'one'), path.join(folder, 'relabelled')];
  mkdirSync(one);
  for (const [name, bytes] of Object.entries(smallDataSet(60, 12, 28, 28)))
    writeFileSync(path.join(one, name), bytes);
  cpSync(one, relabelled, { recursive: true });
  const labels = smallDataSet(60, 12, 28, 28)[LABELS];
  writeFileSync(
    path.join(relabelled, LABELS),
    labels.map((value, at) => (at < 8 ? value : 9 - value)),
  );
  return { folder, one, relabelled };
}

let { folder, one, relabelled } = { folder: '', one: '', relabelled: '' };
let [run, said] = ['', ''];

beforeEach(async () => {
  ({ folder, one, relabelled } = twoDataSets());
  const trained = await topdown(['train', ...SMALL, '--data', one, '--split', 'test'], folder);
  expect(trained.code, trained.stderr).toBe(0);
  said = trained.stderr;
  const runs = path.join(folder, 'runs', 'recurrent-mnist');
  run = path.join(runs, readdirSync(runs)[0] as string);
});

describe('what a run is of', () => {
  it('goes by what data hold: nothing made of one data set stands for another of its name', async () => {
    expect(said).not.toContain('The paper');
    const sweep = (data: string) => {
      const asked = [
        'recurrent-mnist',
        '--seeds',
        '1',
        ...SMALL,
        '--split',
        'test',
        '--data',
        data,
        '--dry-run',
      ];
      return topdown(['sweep', ...asked], folder);
    };
    expect((await sweep(one)).stdout).toContain('finished');
    const other = await sweep(relabelled);
    expect(other.stdout).toContain('open');
    expect(other.stdout).not.toContain('finished');

    changeRecord(run, { status: 'interrupted' });
    copyFileSync(path.join(relabelled, LABELS), path.join(one, LABELS));
    expect((await sweep(one)).stdout).not.toContain('finished');
    const resumed = await topdown(['train', '--resume', run], folder);
    expect(resumed.code).toBe(2);
    expect(resumed.stderr).toContain(`began with (${LABELS}): start a new run`);
  });

  it('is on a model’s card as it was, or there is none', async () => {
    copyFileSync(path.join(one, LABELS), path.join(folder, 'kept'));
    copyFileSync(path.join(relabelled, LABELS), path.join(one, LABELS));
    const before = readdirSync(folder).sort();
    const refused = await topdown(['export', run, 'small.safetensors'], folder);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain(`error: ${LABELS} in ${one} is not what the run in`);
    expect(readdirSync(folder).sort()).toEqual(before);

    copyFileSync(path.join(folder, 'kept'), path.join(relabelled, LABELS));
    const given = ['export', run, 'small.safetensors', '--data', relabelled];
    const written = await topdown(given, folder);
    expect(written.code, written.stderr).toBe(0);
    const names = ['small.json', 'small.md', 'small.safetensors'];
    expect(readdirSync(folder).sort()).toEqual([...before, ...names].sort());
  });
});
