import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseHTML } from 'linkedom';
import { expect, it } from 'vitest';
import { writeReports } from '../../src/cli/write-pages';
import { InputError } from '../../src/input/errors';
import { writeReport } from '../../src/pages/report/report';
import { writeSweepReport } from '../../src/pages/sweep/sweep-page';
import { newRun } from '../../src/runs/perform';
import { temporaryFolder } from '../support/folder';
import { RECORD } from '../support/run-record';

/** The folder of a sweep over two dampings and two seeds, of which the last run failed. */
function swept(): string {
  const runs = temporaryFolder();
  const jobs = [0.3, 0.9].flatMap((damping, at) =>
    [1, 2].map((seed) => {
      const about = { options: { damping }, seed };
      if (at === 1 && seed === 2) return { ...about, status: 'failed', error: 'no <memory>' };
      const results = { validation: { goodness: 10 * at + seed, readout: 5 } };
      const run = newRun(path.join(runs, 'runs'), { ...RECORD, seed, results });
      if (seed === 1) writeReport(run);
      return { ...about, status: 'finished', run: run.path };
    }),
  );
  const folder = path.join(runs, 'sweep');
  mkdirSync(folder);
  const record = {
    ...{ schema: 1, scenario: 'some-scenario', dataSet: 'mnist', seeds: [1, 2], jobs },
    ...{ sweep: ['some-scenario', '--vary', 'damping=0.3,0.9'], varied: ['damping'] },
    ...{ options: { hidden: [3, 2] }, measures: ['validation.goodness', 'validation.readout'] },
  };
  writeFileSync(path.join(folder, 'sweep.json'), JSON.stringify(record));
  return folder;
}

it('says what was asked, what came of it, and where each run is', async () => {
  const folder = swept();
  const file = await writeSweepReport(folder);
  expect(file).toBe(path.join(folder, 'report.html'));
  const { document } = parseHTML(readFileSync(file, 'utf8'));
  expect(document.querySelector('h1')?.textContent).toBe('Sweep of some-scenario by damping');
  expect(document.querySelector('header p')?.textContent).toBe(
    'damping: 0.3, 0.9; seeds: 1, 2; on mnist. 4 runs: 3 finished, 1 failed.',
  );
  expect(document.querySelector('header code')?.textContent).toBe(
    'npx topdown sweep some-scenario --vary damping=0.3,0.9',
  );
  const rowsOf = (id: string) =>
    [...document.querySelectorAll(`#${id} tbody tr`)].map((row) =>
      [...row.children].map((cell) => cell.textContent),
    );
  expect(rowsOf('results')).toEqual([
    ['damping 0.3', '1.501.00 to 2.00', '55 to 5'],
    ['damping 0.9', '11.00', '5'],
  ]);
  expect(rowsOf('runs')).toEqual([
    ['damping 0.3, seed 1', 'finished', 'Report'],
    ['damping 0.3, seed 2', 'finished', 'none'],
    ['damping 0.9, seed 1', 'finished', 'Report'],
    ['damping 0.9, seed 2', 'failed', 'no <memory>'],
  ]);
  const links = [...document.querySelectorAll('#runs a')].map((one) => one.getAttribute('href'));
  expect(links).toHaveLength(2);
  for (const link of links)
    expect(readFileSync(path.join(folder, link ?? ''), 'utf8')).toContain('some-scenario');
});

it('has a figure of each measure, with a dot for each seed', async () => {
  const { document } = parseHTML(readFileSync(await writeSweepReport(swept()), 'utf8'));
  const titles = [...document.querySelectorAll('#figures h3')].map((one) => one.textContent);
  expect(titles).toEqual(['validation.goodness by damping', 'validation.readout by damping']);
  const [image] = document.querySelectorAll('#figures img');
  const svg = Buffer.from(image?.getAttribute('src')?.split(',')[1] ?? '', 'base64').toString();
  expect(svg.match(/<circle [^>]*r="3"/g)).toHaveLength(3); // the fourth run failed
});

it('links from where it is written, and says which runs are gone', async () => {
  const folder = swept();
  const record = JSON.parse(readFileSync(path.join(folder, 'sweep.json'), 'utf8'));
  record.jobs[0].run = path.join(folder, 'gone');
  writeFileSync(path.join(folder, 'sweep.json'), JSON.stringify(record));
  const elsewhere = path.join(temporaryFolder(), 'page.html');
  const text = readFileSync(await writeSweepReport(folder, elsewhere), 'utf8');
  const { document } = parseHTML(text);
  expect(document.querySelector('.error')?.textContent).toContain(path.join(folder, 'gone'));
  const link = document.querySelector('#runs a')?.getAttribute('href') ?? '';
  expect(readFileSync(path.join(path.dirname(elsewhere), link), 'utf8')).toContain('some-scenario');
});

it('finds the runs of a sweep that was moved with them', async () => {
  const folder = swept();
  const moved = path.join(temporaryFolder(), 'runs');
  cpSync(path.dirname(folder), path.join(moved, 'sweep-of'), { recursive: true });
  cpSync(path.join(path.dirname(folder), 'runs'), moved, { recursive: true });
  rmSync(path.dirname(folder), { recursive: true });
  const text = readFileSync(await writeSweepReport(path.join(moved, 'sweep-of', 'sweep')), 'utf8');
  expect(parseHTML(text).document.querySelectorAll('#runs a')).toHaveLength(2);
});

it('is what is written of the folder of a sweep, alone and without pictures', async () => {
  const folder = swept();
  expect(await writeReports([folder], { runs: 'runs' })).toEqual([
    path.join(folder, 'report.html'),
  ]);
  await expect(writeReports([folder, folder], { runs: 'runs' })).rejects.toThrow(/give it alone/);
  await expect(writeReports([folder], { runs: 'runs', png: true })).rejects.toThrow(InputError);
});

it('refuses a folder that is no sweep’s', async () => {
  await expect(writeSweepReport(temporaryFolder())).rejects.toThrow(InputError);
});
