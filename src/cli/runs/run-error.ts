import { z } from 'zod';
import { limited } from '../../input/limits';
import { comparisonRecord } from '../../pages/comparison-record';
import { wilson } from '../../statistics/wilson';
import { errorReportSchema } from '../../trained/error-report';
import { type MainError, mainError } from '../../trained/main-error';

/**
 * How a run's network errs on clean images that were held out, as the run's results tell it; undefined where
 * they are about several networks, or about several ways of watching.
 */
export function runError(results: unknown): MainError | undefined {
  return reported(results) ?? compared(results) ?? judged(results) ?? evaluated(results);
}

const MOST = 100_000;
const share = { percent: z.number(), low: z.number(), high: z.number() };

/** Of a training. */
function reported(results: unknown): MainError | undefined {
  const { test, validation } = (results ?? {}) as Partial<Record<string, unknown>>;
  const report = errorReportSchema.safeParse(test ?? validation).data;
  return report && mainError(report);
}

const comparisonShape = z.object({
  comparison: comparisonRecord.extend({ networks: limited(z.array(z.unknown()), MOST) }),
});

/** Of a comparison of one network's readings. */
function compared(results: unknown): MainError | undefined {
  const comparison = comparisonShape.safeParse(results).data?.comparison;
  if (comparison?.networks.length !== 1) return undefined;
  const { images, errors } = comparison;
  const found = errors.find(
    ({ condition, reading }) => condition === 'clean' && reading === 'top-down',
  );
  return found && mainOf(found, images);
}

const factorialShape = z.object({
  images: z.int().min(1),
  judged: limited(
    z.array(
      z.object({
        condition: z.string(),
        goodness: z.number().min(0).max(100).optional(),
        readout: z.number().min(0).max(100),
      }),
    ),
    MOST,
  ),
});

/** Of a network of the factorial. */
function judged(results: unknown): MainError | undefined {
  const trial = factorialShape.safeParse(results).data;
  const clean = trial?.judged.find(({ condition }) => condition === 'clean');
  if (!trial || !clean) return undefined;
  const wrong = Math.round(((clean.goodness ?? clean.readout) * trial.images) / 100);
  const by = clean.goodness === undefined ? 'readout' : 'goodness';
  return { ...wilson(wrong, trial.images), images: trial.images, by };
}

const evaluationShape = z.object({
  errors: limited(z.array(z.object({ by: z.string(), images: z.int(), ...share })), MOST),
});

/** Of an evaluation of one network in one way of watching. */
function evaluated(results: unknown): MainError | undefined {
  const rows = evaluationShape.safeParse(results).data?.errors.filter(({ by }) => by === 'window');
  const [found, another] = rows ?? [];
  return found && !another ? mainOf(found, found.images) : undefined;
}

function mainOf({ percent, low, high }: z.infer<z.ZodObject<typeof share>>, images: number) {
  return { percent, low, high, images, by: 'goodness' } as const;
}
