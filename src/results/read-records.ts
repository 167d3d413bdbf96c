import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';
import { InputError } from '../engine/errors';
import { whatIsWrong } from '../engine/what-is-wrong';
import { errorReportSchema } from '../experiment/error-report';
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
  try {
    const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
    return names.sort().map((name) => path.join(folder, name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new InputError(`${folder} cannot be read: ${(error as Error).message}`);
  }
}

function parse<T>(schema: z.ZodType<T>, file: string): T {
  const refuse = (why: string) =>
    new InputError(`${file} is not the record of a finished run: ${why}`);
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw refuse((error as Error).message);
  }
  const parsed = schema.safeParse(content);
  if (!parsed.success) throw refuse(whatIsWrong(schema, content));
  return parsed.data;
}
