import path from 'node:path';
import { z } from 'zod';
import { InputError } from '../../input/errors';
import { makeFolder, writeWhole } from '../../machine/files';
import { parseJson } from '../../machine/read-json';
import { readWhole } from '../../machine/read-whole';

/** A line of a plan: a job of a sweep, for a scheduler that starts each by itself. */
const plannedJob = z.object({
  /** Raised when what the fields mean changes. */
  schema: z.literal(1),
  /** Its number, from 1, and how many there are. */
  job: z.int().min(1),
  of: z.int().min(1),
  /** What sets it apart, for people. */
  about: z.string(),
  /** Tells whether the job is still the same: it stands for all that decides what comes of it. */
  key: z.string(),
  /** What the sweep was asked for: the scenario, then its options. */
  sweep: z.array(z.string()).min(1),
});

export type PlannedJob = z.infer<typeof plannedJob>;

/** Bytes at the most: 10,000 jobs of 10 kB each. */
const LARGEST = 100 * 2 ** 20;

/** Writes a plan, a job a line. Throws EnvironmentError. */
export function writePlan(file: string, jobs: readonly Omit<PlannedJob, 'schema'>[]): void {
  makeFolder(path.dirname(path.resolve(file)));
  writeWhole(file, jobs.map((job) => `${JSON.stringify({ schema: 1, ...job })}\n`).join(''));
}

/** The jobs of a plan, in their order. Throws InputError where the file is none. */
export function readPlan(file: string): readonly [PlannedJob, ...PlannedJob[]] {
  const lines = readWhole(file, LARGEST).toString().split('\n').filter(Boolean);
  const kind = { what: 'a job of a sweep', schema: plannedJob, remedy: 'Write the plan again' };
  const [first, ...others] = lines.map((line, at) =>
    parseJson(Buffer.from(line), `line ${at + 1} of ${file}`, kind),
  );
  if (!first) throw new InputError(`${file} holds no job: write the plan again`);
  const all = [first, ...others] as const;
  if (all.some(({ job, of }, at) => job !== at + 1 || of !== all.length))
    throw new InputError(
      `${file} holds ${all.length} lines, which are not the jobs 1 to ${first.of}: write the plan again`,
    );
  return [first, ...others];
}
