import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { firstFew, InputError, inShort } from '../input/errors';
import { kindOf, namesIn } from '../machine/read-whole';
import { openToChange } from './resume-run';
import { latestFirst, openRun, RECORD, type RunFolder, runsOf } from './run-folder';

/** Means the latest run, and so names none. */
export const LATEST = 'latest';

/** Told why something cannot be read. */
type Unread = (why: InputError) => void;

/**
 * The folders of all runs of all scenarios that lie in a folder of runs, the latest first. `unread` is told what
 * else lies there and cannot be looked into, as a link that leads to itself.
 */
export function allRuns(runs: string, unread: Unread = () => undefined): string[] {
  const runsIn = (name: string): string[] => {
    try {
      return kindOf(path.join(runs, name)) === 'folder' ? runsOf(runs, name) : [];
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      unread(error);
      return [];
    }
  };
  return namesIn(runs)
    .flatMap(runsIn)
    .filter((folder) => existsSync(path.join(folder, RECORD)))
    .sort((one, other) => latestFirst(path.basename(one), path.basename(other)));
}

/**
 * All of them that can be read, one by one, as they are asked for. `unread` is told why another cannot: its
 * record is of another version, or damaged.
 */
export function* readableRuns(
  runs: string,
  unread: Unread = () => undefined,
): Generator<RunFolder> {
  for (const folder of allRuns(runs, unread)) {
    try {
      yield openRun(folder);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      unread(error);
    }
  }
}

/**
 * The run that a person means by its folder, by the name that it was given, or by `latest`. Throws
 * InputError.
 */
export function findRun(given: string, runs: string): RunFolder {
  if (kindOf(given)) return openRun(given);
  const named =
    given === LATEST ? (readableRuns(runs).next().value ?? undefined) : runNamed(given, runs);
  if (named) return named;
  throw new InputError(
    `there is no run ${inShort(given)}: give its folder, latest, or the name of one in ${runs} (\`npx topdown runs\` lists them)`,
  );
}

/**
 * The run that was given this name; undefined where none was. Throws InputError where several have it, as a
 * run and a copy of it do.
 */
export function runNamed(name: string, runs: string): RunFolder | undefined {
  const [run, ...others] = runsNamed(name, runs);
  if (!run || others.length === 0) return run;
  const all = firstFew([run, ...others].map((one) => one.path)).join(', ');
  throw new InputError(`several runs are called ${name}: ${all}. Give the folder of the one meant`);
}

function runsNamed(name: string, runs: string): RunFolder[] {
  return [...readableRuns(runs)].filter((run) => run.record().name === name);
}

const NAME = /^[\p{L}\p{N}][\p{L}\p{N}_.-]{0,99}$/u;

/**
 * Gives a run a name by which it is found, in place of the one that it had. Throws InputError where it is no
 * name, another run or `taken` has it, somebody is at the run, or the run does not lie in `runs`, where names
 * are looked for.
 */
export function nameRun(
  folder: string,
  name: string,
  runs: string,
  taken: readonly string[],
): void {
  if (!NAME.test(name))
    throw new InputError(
      `"${inShort(name)}" is not a name for a run: give letters, digits, hyphens, dots and underscores, at most 100`,
    );
  if ([LATEST, ...taken].includes(name) || kindOf(name))
    throw new InputError(`${name} means something else already: give the run another name`);
  const here = (one: string) => realpathSync(one) === realpathSync(folder);
  if (!allRuns(runs).some(here))
    throw new InputError(
      `${folder} does not lie in ${runs}, where names are looked for: add --runs with the folder that holds it as <folder>/<scenario>/<run>`,
    );
  const other = runsNamed(name, runs).find((one) => !here(one.path));
  if (other) throw new InputError(`${other.path} is called ${name}: give that another name first`);
  const run = openToChange(folder);
  try {
    run.begin();
    run.update({ name });
  } finally {
    run.leave();
  }
}
