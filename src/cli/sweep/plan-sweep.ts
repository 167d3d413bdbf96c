import path from 'node:path';
import type { Command } from 'commander';
import { labellingSaid } from '../../data/labelling';
import { InputError } from '../../input/errors';
import { LARGEST_SEED } from '../../input/limits';
import { flag } from '../../runs/command-of';
import type { DataContent } from '../../runs/data-content';
import { extensions } from '../../runs/provenance';
import type { AnyScenario } from '../../runs/scenario';
import { type Job, keyToDo, type SweepPlan, sweepName, sweepsFolder } from '../../sweep/job';
import { type Named, namedIn } from '../../sweep/named-content';
import { grid, MOST, parseVaried, type Varied } from '../../sweep/varied';
import { scenarioOptions } from '../common-options';
import { parseOptions } from '../option-schema';
import { optionsBeside, sharedOptions, sweepOptions } from './sweep-options';

/**
 * The sweep that was typed, on data of this content. Every combination is checked against the
 * scenario's options; `asked` is the command. Throws InputError that names what does not fit.
 */
export function planSweep(
  scenario: AnyScenario,
  command: Command,
  content?: DataContent,
  asked: readonly string[] = [scenario.name],
): SweepPlan {
  const typed = command.opts();
  const { vary = [], measure: measures = [], seeds: which } = parseOptions(sweepOptions, typed);
  const { runs, seed, dataSet, data, classes, firstLabel } = parseOptions(
    sharedOptions(scenario),
    typed,
  );
  const labelling = labellingSaid({ classes, firstLabel });
  const given = Object.keys(optionsBeside(scenario)).filter((name) => typed[name] !== undefined);
  const varied: Varied[] = [];
  for (const text of vary) {
    const one = parseVaried(text, scenario.options);
    if ([...given, ...varied.map(({ name }) => name)].includes(one.name))
      throw new InputError(`--vary says what ${flag(one.name)} takes: say it once`);
    varied.push(one);
  }
  const chosen = seedsOf(which, seed, command.getOptionValueSource('seed') === 'cli');
  checkCount([...varied.map(({ values }) => values.length), chosen.length]);
  const points = grid(varied);
  const dataFolder = data === undefined ? undefined : path.resolve(data);
  const ofScenario = Object.fromEntries(given.map((name) => [name, typed[name]]));
  const combinations = points.map((point) =>
    scenarioOptions(scenario, { ...ofScenario, ...point }, runs),
  );
  const named = combinations.flatMap((one) => namedIn(scenario.options, one));
  const images = { dataSet, ...labelling };
  const of = {
    ...{ scenario: scenario.name, ...images, dataFolder, data: content },
    contents: checksumsOf(named),
    extensions: extensions().map(({ sha256 }) => sha256),
  };
  const all = combinations.flatMap((options) =>
    chosen.map((seed): Job => ({ ...of, options, seed })),
  );
  const jobs = new Map(all.map((job) => [keyToDo(scenario.options, job), job]));
  const fixed = [
    ...Object.entries(labelling).map((one) => one.join(' ')),
    ...given.map((name) => `${name} ${String(all[0]?.options[name])}`),
  ];
  return {
    ...{ scenario: scenario.name, varied, seeds: chosen, ...images, data: content, measures },
    jobs: [...jobs.values()],
    folder: path.join(sweepsFolder(runs, scenario.name), sweepName(varied, [...jobs.keys()])),
    asked,
    common: `On ${dataSet}${fixed.length > 0 ? `; ${fixed.join(', ')}` : ''}.`,
  };
}

/** The checksum of each of these networks and files. Throws InputError where there is none of a name. */
function checksumsOf(named: readonly Named[]): Readonly<Record<string, string>> {
  const each = new Map(named.map((one) => [one.given, one]));
  return Object.fromEntries([...each].map(([given, { sha256Now }]) => [given, sha256Now()]));
}

/** Throws InputError where the combinations of so many each are too many: counted, not made. */
function checkCount(each: readonly number[]): void {
  const jobs = each.reduce((product, values) => product * BigInt(values), 1n);
  if (jobs > MOST) throw new InputError(`${jobs} jobs are more than ${MOST}: vary fewer values`);
}

/** `3`: so many from `first` on; `1,5,9`: these. Throws InputError. */
function seedsOf(which: string, first: number, firstGiven: boolean): number[] {
  const numbers = which.split(',').map(Number);
  const [count = 0] = numbers;
  if (numbers.length > 1) {
    if (firstGiven) throw new InputError(`--seeds ${which} says which: leave out --seed`);
    const beyond = numbers.find((number) => number > LARGEST_SEED);
    if (beyond !== undefined)
      throw new InputError(`seed ${beyond} is too large: give seeds from 0 to ${LARGEST_SEED}`);
    return [...new Set(numbers)];
  }
  if (count < 1 || count > MOST) throw new InputError(`--seeds ${which}: from 1 to ${MOST}`);
  if (first > LARGEST_SEED - (count - 1))
    throw new InputError(`${count} seeds from ${first} on go beyond the largest, ${LARGEST_SEED}`);
  return Array.from({ length: count }, (_, at) => first + at);
}
