import { z } from 'zod';

/** A number of a run's results. */
export interface ResultNumber {
  /** The path to it, `validation.goodness`; of a study's finding, what was measured. */
  readonly measure: string;
  /** The time step that it is of, where there is one for each. */
  readonly step: number | null;
  readonly value: number;
}

/** What a study found, as far as it is numbers; the rest is text. */
const findings = z.array(
  z.object({
    claim: z.string(),
    measure: z.string(),
    estimate: z.number(),
    low: z.number(),
    high: z.number(),
  }),
);

/**
 * The numbers in a run's results: each by its path, those of a list `byStep` by their step, and those
 * of a study's findings by what was measured. Other lists are left out: they are in the run's folder.
 */
export function numbersIn(results: unknown, path: readonly string[] = []): ResultNumber[] {
  if (typeof results === 'number')
    return Number.isFinite(results)
      ? [{ measure: path.join('.'), step: null, value: results }]
      : [];
  if (typeof results !== 'object' || results === null) return [];
  if (Array.isArray(results)) return inList(results, path);
  return Object.entries(results).flatMap(([name, value]) => numbersIn(value, [...path, name]));
}

function inList(list: readonly unknown[], path: readonly string[]): ResultNumber[] {
  const measure = path.join('.');
  if (path.at(-1) === 'byStep')
    return list.flatMap((value, at) =>
      typeof value === 'number' ? [{ measure, step: at + 1, value }] : [],
    );
  if (path.at(-1) !== 'findings') return [];
  const found = findings.safeParse(list).data ?? [];
  return found.flatMap(({ claim, measure: measured, estimate, low, high }) => {
    const alone = found.filter((other) => other.measure === measured).length === 1;
    const name = alone ? measured : `${measured} (${claim})`;
    const ends = { [`intervals.${name}.low`]: low, [`intervals.${name}.high`]: high };
    const named = { [name]: estimate, ...ends };
    return Object.entries(named).map(([of, value]) => ({ measure: of, step: null, value }));
  });
}

/** Shares of images that were taken for another digit. */
const ERRORS = /^((validation|test)\.)?(goodness|readout)$/;

/** Whether a measure is an error in per cent, by goodness or by the one-pass readout. */
export function isError(measure: string): boolean {
  return ERRORS.test(measure);
}

/** What there is to look at first in results: errors in per cent, and what a study found. */
export function mainMeasures(results: unknown): string[] {
  const errors = numbersIn(results).filter(({ measure }) => isError(measure));
  errors.sort((one, other) => one.measure.localeCompare(other.measure)); // by goodness first
  const found = numbersIn({ findings: (results as { findings?: unknown } | null)?.findings });
  return [...errors, ...found]
    .map(({ measure }) => measure)
    .filter((measure) => !measure.startsWith('intervals.'));
}
