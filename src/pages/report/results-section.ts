import { systemNamed } from '../../learning/systems/systems';
import { systemOf } from '../../runs/run-record';
import { inInterval, inPercent } from '../../statistics/wilson';
import { type ErrorReport, errorReportSchema } from '../../trained/error-report';
import { comparisonResults } from './comparison-results';
import { type Html, html } from './html';
import { headingOf } from './in-words';
import type { RunMaterial } from './run-material';
import { studyFindings } from './study-findings';
import { htmlTable, isRow, isScalar, plainData, type Row, scalarInWords } from './tables';

/** What came of a run, as tables; undefined where it has no results. */
export function resultsSection({ record }: RunMaterial): Html | undefined {
  const { results } = record;
  if (results === undefined || results === null) return undefined;
  return html`<section id="results" aria-labelledby="results-title">
<h2 id="results-title">Results</h2>
${shown(results, systemOf(record))}</section>`;
}

function shown(results: unknown, system: string): Html {
  if (isTooLong(results))
    return html`<p>The results are too long for this page: read them from run.json.</p>`;
  return isRow(results) ? partsOf(results, system) : plainData(results);
}

/** Letters of results, as JSON, that a page shows: six times as many as those of the program's own scenarios. */
const LONGEST = 4e6;

/** Whether results are more than a page can show. */
export function isTooLong(results: unknown): boolean {
  return JSON.stringify(results ?? null).length > LONGEST;
}

function partsOf(results: Row, system: string): Html {
  const errors = errorSection(results, system);
  if (errors) return errors;
  const plain = Object.entries(results).filter(([, part]) => isScalar(part));
  const others = Object.entries(results).filter(([, part]) => !isScalar(part));
  const parts = ordered(others).map(
    ([name, part]) => html`<h3>${titleOf(name)}</h3>
${errorSection(part, system) ?? comparisonResults(part) ?? studyFindings(part) ?? html`<div class="named">${plainData(part, name)}</div>`}
`,
  );
  return html`${plain.length > 0 ? plainData(Object.fromEntries(plain)) : undefined}${parts}`;
}

/** What a network was judged by comes first, what its training was like last. */
function ordered(parts: readonly (readonly [string, unknown])[]) {
  const rank = ([name]: readonly [string, unknown]) => (name === 'training' ? 1 : 0);
  return [...parts].sort((one, other) => rank(one) - rank(other));
}

function titleOf(name: string): string {
  if (name === 'validation') return 'Held-out training images';
  return name === 'test' ? 'Test images' : headingOf(name);
}

/** How often a network was wrong, as tables; undefined where the data is no report of errors. */
function errorSection(data: unknown, system: string): Html | undefined {
  const report = recordedErrors(data);
  if (!report) return undefined;
  const { images, byStep } = report;
  const caption = `Error on ${scalarInWords(images)} images`;
  const all = htmlTable(caption, ['reading', 'error', '95 % interval'], errorRows(report, system));
  if (byStep.length === 0) return all;
  const head = ['time step', ...byStep.map((_, at) => `${at + 1}`)];
  const steps = [['error, %', ...byStep.map((one) => one.toFixed(2))]];
  return html`${all}${htmlTable('Error by the score at one step alone', head, steps)}`;
}

/** How a system was read, its error, and the interval. */
export function errorRows(
  report: ErrorReport,
  system: string,
): [reading: string, error: string, interval: string][] {
  const answers = answersOf(system);
  return (['goodness', 'readout'] as const).flatMap((reading) => {
    const [percent, between] = [report[reading], report.intervals[reading]];
    if (percent === undefined || !between) return [];
    return [[answers[reading] ?? reading, inPercent(percent), inInterval(between)]];
  });
}

function answersOf(name: string): { readonly goodness?: string; readonly readout: string } {
  try {
    return systemNamed(name).answers;
  } catch {
    return { readout: 'readout' }; // of a version that had other systems
  }
}

/** A report of errors in a record's results; undefined where the data is none. */
function recordedErrors(data: unknown): ErrorReport | undefined {
  return errorReportSchema.safeParse(data).data;
}

/** The reports of errors in results, by name; of no name, where the results are one. */
export function namedErrors(results: unknown): [name: string, report: ErrorReport][] {
  const alone = recordedErrors(results);
  if (alone) return [['', alone]];
  if (typeof results !== 'object' || results === null) return [];
  return Object.entries(results).flatMap(([name, part]) => {
    const report = recordedErrors(part);
    return report ? [[name, report]] : [];
  });
}
