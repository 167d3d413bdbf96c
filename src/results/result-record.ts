import { z } from 'zod';
import { InputError } from '../engine/errors';
import { whatIsWrong } from '../engine/what-is-wrong';
import { errorReportSchema } from '../experiment/error-report';
import { runRecord, usedNetwork } from '../experiment/run-record';

/** Records of earlier versions call the error by goodness `topDown`. */
const errorsOfAnyVersion = z.preprocess(
  (errors) => JSON.parse(JSON.stringify(errors).replaceAll('"topDown":', '"goodness":')),
  errorReportSchema,
);

const { data, versions } = runRecord.shape;

/** A record as others are shown it (`PublishedRecord`). */
export const publishedShape = runRecord
  .omit({ process: true, lease: true, dataFolder: true })
  .extend({
    versions: versions.partial({ node: true }),
    data: data.unwrap().partial({ path: true, source: true }).optional(),
    networks: z.array(usedNetwork.partial({ file: true })).optional(),
  });

export type ResultRecord = z.infer<typeof publishedShape>;

/** What came of a run that trained one network. */
export const trainedResults = z.object({
  training: z.object({ millisecondsPerBatch: z.number().optional() }),
  test: errorsOfAnyVersion.optional(),
  validation: errorsOfAnyVersion.optional(),
});

/**
 * A record's results as a schema wants them; undefined where they have no `key`, and so are of
 * another kind of run. Throws InputError where they have it, and cannot be read.
 */
export function resultsAs<T>(
  schema: z.ZodType<T>,
  key: string,
  { results, scenario, started }: ResultRecord,
): T | undefined {
  if (typeof results !== 'object' || results === null || !(key in results)) return undefined;
  const parsed = schema.safeParse(results);
  if (parsed.success) return parsed.data;
  throw new InputError(
    `the results of ${scenario}, begun ${started}, cannot be read: ${whatIsWrong(schema, results)}`,
  );
}
