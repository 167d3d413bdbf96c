import path from 'node:path';
import { z } from 'zod';
import { InputError } from '../../input/errors';
import { whatIsWrong } from '../../input/what-is-wrong';
import { makeFolder, writeWhole } from '../../machine/files';
import { parseJson, readJson } from '../../machine/read-json';
import { namesIn, within } from '../../machine/read-whole';
import { openRun } from '../../runs/run-folder';
import { LARGEST_RECORD, publishedRecord, runRecord, usedNetwork } from '../../runs/run-record';
import { errorReportSchema } from '../../trained/error-report';

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
  onTraining: errorsOfAnyVersion.optional(),
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
    `the results of ${scenario}, started ${started}, cannot be read: ${whatIsWrong(schema, results)}`,
  );
}

/** What stands beside a network that comes with the program: its errors, and its run's record. */
const sidecar = errorReportSchema.extend({ record: publishedShape });

/**
 * The records in a folder, by file name, as `keepRecord` left them, and those that are yet `toKeep` there. Throws
 * InputError.
 */
export function readRecords(
  folder: string,
  toKeep: readonly KeptRecord[] = [],
): readonly ResultRecord[] {
  const added = new Map(toKeep.map(({ file, record }) => [file, record]));
  const files = new Set([...jsonIn(folder), ...added.keys()]);
  return [...files].sort().map((file) => added.get(file) ?? parse(publishedShape, file));
}

/** The runs of the networks in a folder of models, with the errors of their rounded weights. */
export function readModels(folder: string): readonly ResultRecord[] {
  return jsonIn(folder).map((file) => {
    const { record, ...errors } = parse(sidecar, file);
    const split = record.data?.split ?? 'test';
    const { onTraining } = resultsAs(trainedResults, 'training', record) ?? {};
    return { ...record, results: { training: {}, onTraining, [split]: errors } };
  });
}

function jsonIn(folder: string): string[] {
  const names = namesIn(folder).filter((name) => name.endsWith('.json'));
  return names.map((name) => path.join(folder, name));
}

function parse<T>(schema: z.ZodType<T>, file: string): T {
  return readJson(file, { what: WHAT, schema, most: LARGEST_RECORD });
}

const WHAT = 'the record of a finished run';

/** A record that belongs into a folder of records, and the file that it is to be. */
interface KeptRecord {
  readonly file: string;
  readonly text: string;
  readonly record: ResultRecord;
}

/**
 * What is kept of a finished run in a folder of records, under the name of its scenario, the sizes it trained and
 * its start; nothing is written yet. Throws InputError for a run that has not finished.
 */
export function recordToKeep(run: string, folder: string): KeptRecord {
  const record = openRun(run).record();
  if (record.status !== 'finished')
    throw new InputError(`the run in ${run} has not finished: continue it with --resume`);
  const hidden = record.options['hidden'];
  const sizes = Array.isArray(hidden) ? [hidden.join('-')] : [];
  const name = [record.scenario, ...sizes, path.basename(path.resolve(run))].join('-');
  const file = within(folder, `${name}.json`);
  const text = `${JSON.stringify(publishedRecord(record), null, 2)}\n`;
  const kept = parseJson(Buffer.from(text), file, { what: WHAT, schema: publishedShape });
  return { file, text, record: kept };
}

/** Puts it there. Throws EnvironmentError. */
export function keepRecord({ file, text }: KeptRecord): void {
  makeFolder(path.dirname(file));
  writeWhole(file, text);
}
