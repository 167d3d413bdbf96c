import path from 'node:path';
import type { z } from 'zod';
import { readJson } from '../engine/read-json';
import { namesIn } from '../engine/read-whole';
import { errorReportSchema } from '../experiment/error-report';
import { LARGEST_RECORD } from '../experiment/run-record';
import { publishedShape, type ResultRecord } from './result-record';

/** What stands beside a network that comes with the program: its errors, and its run's record. */
const sidecar = errorReportSchema.extend({ record: publishedShape });

/** The records in a folder, by file name, as `keepRecord` left them. Throws InputError. */
export function readRecords(folder: string): readonly ResultRecord[] {
  return jsonIn(folder).map((file) => parse(publishedShape, file));
}

/** The runs of the networks in a folder of models, with the errors of their rounded weights. */
export function readModels(folder: string): readonly ResultRecord[] {
  return jsonIn(folder).map((file) => {
    const { record, ...errors } = parse(sidecar, file);
    const split = record.data?.split ?? 'test';
    return { ...record, results: { training: {}, [split]: errors } };
  });
}

function jsonIn(folder: string): string[] {
  const names = namesIn(folder).filter((name) => name.endsWith('.json'));
  return names.map((name) => path.join(folder, name));
}

function parse<T>(schema: z.ZodType<T>, file: string): T {
  return readJson(file, { what: 'the record of a finished run', schema, most: LARGEST_RECORD });
}
