import type { ErrorReport } from '../experiment/error-report';
import { systemNamed } from '../experiment/systems';
import { inInterval, inPercent } from '../statistics/in-words';
import { type Html, html } from './html';
import { recordedErrors } from './recorded-errors';
import { scalarInWords, table } from './tables';

/** How often a network was wrong, as tables; undefined where the data is no report of errors. */
export function errorSection(data: unknown, system: string): Html | undefined {
  const report = recordedErrors(data);
  if (!report) return undefined;
  const { images, byStep } = report;
  const caption = `Error on ${scalarInWords(images)} images`;
  const all = table(caption, ['read by', 'error', '95 % interval'], errorRows(report, system));
  if (byStep.length === 0) return all;
  const head = ['', ...byStep.map((_, at) => `step ${at + 1}`)];
  const steps = [['error, %', ...byStep.map((one) => one.toFixed(2))]];
  return html`${all}${table('Error by the goodness of one step alone', head, steps)}`;
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
