import { z } from 'zod';
import type { ErrorReport } from '../experiment/error-report';

const interval = z.object({ low: z.number(), high: z.number() });

const errors: z.ZodType<ErrorReport> = z.object({
  images: z.int(),
  goodness: z.number().optional(),
  readout: z.number(),
  byStep: z.array(z.number()),
  intervals: z.object({ goodness: interval.optional(), readout: interval }),
});

/** A report of errors in a record's results; undefined where the data is none. */
export function recordedErrors(data: unknown): ErrorReport | undefined {
  return errors.safeParse(data).data;
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
