import path from 'node:path';
import { quoted } from '../../input/quoted';
import { writeWhole } from '../../machine/files';
import { grouped } from '../../statistics/grouped';
import { isError, type Summary, summaries } from '../../sweep/sweep-rows';
import { drawn } from '../report/figures-section';
import { type Html, html } from '../report/html';
import { nameInWords, numberFormat } from '../report/in-words';
import { page } from '../report/page';
import { type Section, sectionsOf } from '../report/sections';
import { asTyped, flattened } from '../report/settings-section';
import { htmlTable, type TableCell } from '../report/tables';
import { type SweepMaterial, sweepMaterial } from './sweep-material';

/** The report of a sweep, one file that needs no other; it links to the reports of its runs. */
export function sweepPage(material: SweepMaterial): string {
  const { scenario, varied, figures, gone } = material;
  const by = varied.length > 0 ? varied.map(nameInWords).join(' and ') : 'seed';
  const sections: readonly Section[] = [
    ['results', 'Results', resultsOf(material)],
    [
      'figures',
      'Figures',
      figures.length > 0 ? html`${figures.map((one) => drawn(one))}` : undefined,
    ],
    ['runs', 'Runs', runsOf(material)],
    ['settings', 'What all runs have in common', settingsOf(material)],
  ];
  return page({
    title: `Sweep of ${scenario} by ${by}`,
    content: html`<header>
<h1>Sweep of ${scenario} by ${by}</h1>
<p>${askedIn(material)}</p>
${material.sweep ? html`<pre tabindex="0" role="group" aria-label="The command that repeats it"><code>npx topdown sweep ${material.sweep.map(quoted).join(' ')}</code></pre>` : undefined}
${gone.length > 0 ? html`<p class="error">Left out, because they are no longer there: ${gone.join(', ')}</p>` : undefined}
</header>
${sectionsOf(sections)}`,
  });
}

/** What varies and what it takes, and how the runs ended, in a sentence each. */
function askedIn({ jobs, varied, seeds, dataSet }: SweepMaterial): string {
  const takes = varied.map((name) => {
    const values = [...new Set(jobs.map(({ options }) => typed(options[name])))];
    return `${nameInWords(name)}: ${values.join(', ')}`;
  });
  const count = (status: string) => jobs.filter((job) => job.status === status).length;
  const ended = ['finished', 'failed', 'open']
    .filter((status) => count(status) > 0)
    .map((status) => `${count(status)} ${status}`);
  return `${[...takes, `seeds: ${seeds.join(', ')}`].join('; ')}; on ${dataSet}. ${jobs.length} runs: ${ended.join(', ')}.`;
}

/** Each measure at each point: the mean over seeds, and the lowest and highest. */
function resultsOf({ rows, varied, measures, seeds }: SweepMaterial): Html | undefined {
  const points = grouped(summaries(rows, measures), ({ at }) => JSON.stringify(at));
  if (points.length === 0) return undefined;
  const shown = measures.filter((measure) => points.flat().some((one) => one.measure === measure));
  const formats = shown.map((measure) => {
    const values = points.flat().filter((one) => one.measure === measure);
    return numberFormat(
      values.map(({ mean }) => mean),
      'percent',
    );
  });
  const cell = (summary: Summary | undefined, at: number): TableCell => {
    const format = formats[at] as (value: number) => string;
    if (!summary) return '–';
    const { mean, low, high, values } = summary;
    if (values.length === 1) return format(mean);
    return html`${format(mean)}<span class="spread">${format(low)} to ${format(high)}</span>`;
  };
  const named = (at: Summary['at']) => varied.map((name) => `${nameInWords(name)} ${at[name]}`);
  return htmlTable(
    `${shown.every(isError) ? 'Error in %' : 'Measures'}: ${seeds.length === 1 ? `seed ${seeds[0]}` : `mean over ${seeds.length} seeds, the lowest and the highest`}`,
    [varied.length > 0 ? 'setting' : 'runs', ...shown],
    points.map((point) => [
      named(point[0].at).join(', ') || 'all',
      ...shown.map((measure, at) =>
        cell(
          point.find((one) => one.measure === measure),
          at,
        ),
      ),
    ]),
  );
}

/** A row for each run, with what it came to, or why it failed, and the way to its report. */
function runsOf({ jobs }: SweepMaterial): Html {
  return htmlTable(
    'Runs of the sweep',
    ['run', 'state', 'report'],
    jobs.map(({ about, status, error, report, run }) => [
      about,
      status,
      report === undefined
        ? (error ?? (run === undefined ? '–' : 'none'))
        : html`<a href="${report}" aria-label="Report of ${about}">Report</a>`,
    ]),
    () => false,
    { isRecords: true },
  );
}

function settingsOf({ options }: SweepMaterial): Html | undefined {
  const rows = flattened(options, asTyped);
  if (rows.length === 0) return undefined;
  return html`<details><summary>Options that do not vary, defaults included</summary>
${htmlTable('Options', ['option', 'value'], rows, () => false)}</details>`;
}

function typed(value: unknown): string {
  return Array.isArray(value) ? value.join('+') : String(value);
}

/**
 * Writes the report of a sweep, made from its folder and its runs', and returns its path: `report.html` in that
 * folder, where no other file is given. Throws InputError where the folder is not a sweep's, EnvironmentError.
 */
export async function writeSweepReport(folder: string, write?: string): Promise<string> {
  const file = write ?? path.join(folder, 'report.html');
  writeWhole(file, sweepPage(await sweepMaterial(folder, path.dirname(file))));
  return file;
}
