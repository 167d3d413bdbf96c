import path from 'node:path';
import { InputError } from '../../input/errors';
import { checkFilePlace, checkFolderPlace } from '../../machine/check-place';
import { makeFolder, writeWhole } from '../../machine/files';
import { parseJson } from '../../machine/read-json';
import { readWhole } from '../../machine/read-whole';
import { type PlannedJob, plannedJob } from '../../sweep/planned-job';

/** Bytes at the most: 10,000 jobs of 10 kB each. */
const LARGEST = 100 * 2 ** 20;

/** Writes a plan, a job a line. Throws InputError where no file can lie there, EnvironmentError. */
export function writePlan(file: string, jobs: readonly PlannedJob[]): void {
  const folder = path.dirname(path.resolve(file));
  checkFolderPlace(folder, 'the plan');
  makeFolder(folder);
  checkFilePlace(file);
  writeWhole(file, jobs.map((job) => `${JSON.stringify(job)}\n`).join(''));
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
