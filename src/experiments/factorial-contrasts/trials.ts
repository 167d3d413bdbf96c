import path from 'node:path';
import { z } from 'zod';
import { InputError } from '../../input/errors';
import { readJson } from '../../machine/read-json';
import { kindOf } from '../../machine/read-whole';
import { openRun, RECORD, runsOf } from '../../runs/run-folder';
import { LARGEST_RECORD } from '../../runs/run-record';
import { ARM_NAMES } from '../factorial/arms';
import { DIET_NAMES } from '../factorial/diets';
import { RULE_NAMES } from '../factorial/rules';
import { FACTORIAL, trialSchema } from '../factorial/trial';

/** One network of the factorial as it counts: what was varied, what was not, and what it came to. */
const trial = trialSchema.extend({
  arm: z.enum(ARM_NAMES),
  rule: z.enum(RULE_NAMES),
  diet: z.enum(DIET_NAMES),
  dropout: z.number(),
  seed: z.int(),
  /** Of the data set, and how the network learnt: the same for all that are compared. */
  dataSet: z.string(),
  asked: z.array(z.int()),
  epochs: z.int(),
  train: z.int(),
  /** Of how many held-out images those are that it was judged by; records of earlier contrasts do not say. */
  held: z.int().optional(),
  /** The code that made it; older runs and packages do not say. */
  commit: z.string().optional(),
});

export type FactorialTrial = z.infer<typeof trial>;

/** The record of an earlier run of the contrasts, as far as it holds networks. */
const EARLIER = {
  what: 'the record of contrasts of the factorial',
  most: LARGEST_RECORD,
  schema: z.object({ results: z.object({ trials: z.array(trial) }) }),
};

/**
 * The networks of the factorial that have finished, in folders of runs, single ones too, and in records of earlier
 * contrasts; of one that was trained more than once, the first found. Throws InputError for a path that is
 * neither, and for a damaged record.
 */
export function trialsIn(places: readonly string[]): readonly FactorialTrial[] {
  const found = new Map<string, FactorialTrial>();
  for (const one of places.flatMap(trialsAt)) {
    const network = JSON.stringify(sameNetwork(one));
    if (!found.has(network)) found.set(network, one);
  }
  return [...found.values()];
}

/** What two trainings of the same network have in common. */
function sameNetwork({
  arm,
  rule,
  diet,
  dropout,
  seed,
  dataSet,
  asked,
  epochs,
  train,
  images,
}: FactorialTrial) {
  return [arm, rule, diet, dropout, seed, dataSet, asked, epochs, train, images];
}

function trialsAt(place: string): readonly FactorialTrial[] {
  const found = kindOf(place);
  if (!found) throw new InputError(`there is no ${place}`);
  if (found !== 'folder') return readJson(place, EARLIER).results.trials;
  const isRun = (folder: string) => kindOf(path.join(folder, RECORD)) !== undefined;
  const here = path.resolve(place);
  if (isRun(here)) return trialOf(here);
  return runsOf(path.dirname(here), path.basename(here)).filter(isRun).flatMap(trialOf);
}

/** What the options of a trial's run say. */
const varied = trial.pick({ arm: true, rule: true, diet: true, dropout: true, epochs: true });
const told = varied.extend({ hidden: z.array(z.int()) });
/** What the record of a run of the factorial holds, once it has finished. */
const FINISHED = {
  what: 'the record of a run of factorial',
  most: LARGEST_RECORD,
  schema: z.object({ options: told, results: trialSchema }),
};

/** The network of a run, where it is one of the factorial that has finished. Throws InputError for a damaged record. */
function trialOf(folder: string): FactorialTrial[] {
  const record = openRun(folder).record();
  if (record.scenario !== FACTORIAL.name || record.status !== 'finished') return [];
  const { options, results } = readJson(path.join(folder, RECORD), FINISHED);
  const { hidden: asked, ...rest } = options;
  const { commit } = record.code ?? {};
  const { held } = record.data ?? {};
  return [
    {
      ...results,
      ...{ ...rest, asked, seed: record.seed, train: record.data?.training ?? 0 },
      dataSet: record.data?.set ?? record.dataSet,
      ...(held !== undefined && { held }),
      ...(commit !== undefined && { commit }),
    },
  ];
}
