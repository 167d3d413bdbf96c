import { type ErrorReport, errorReportSchema } from '../experiment/error-report';

/** A report of errors in a record's results; undefined where the data is none. */
export function recordedErrors(data: unknown): ErrorReport | undefined {
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
