import path from 'node:path';
import { z } from 'zod';
import { kindOf } from '../../machine/read-whole';
import type { Scenario } from '../../runs/scenario';
import { keepFigures } from '../../trained/keep-figures';
import { FACTORIAL } from '../factorial/trial';
import { type Finding, findings as findingsOf } from '../finding';
import { findingsText } from '../findings-text';
import { type StudyResults, writeTidyTable } from '../study-scenario';
import { claimOf } from './claims';
import { commitsInWords, comparable } from './comparable';
import { CONTRASTS } from './contrasts';
import { type ArmDifference, differencesOfArms, differencesText } from './differences';
import { contrastsByName, errorsByArm } from './figures';
import { countsInWords, kindInWords } from './kinds';
import { RULE_CONTRASTS } from './rule-contrasts';
import { suggestedContrasts } from './suggested-contrasts';
import { type FactorialTrial, trialsIn } from './trials';

const { hidden, epochs, train, images } = FACTORIAL.options;

const options = {
  ...{ hidden, epochs },
  train: train.describe(
    'number of training images that each learnt from (default: the same for all)',
  ),
  images: images.describe('number of held-out images that each was judged by'),
  from: z
    .array(z.string().min(1))
    .min(1)
    .max(1000)
    .optional()
    .describe(
      'folders of runs of factorial, and records of earlier runs of this scenario (default: the runs beside this one)',
    )
    .meta({ value: 'paths' }),
};

/** What the networks of the factorial come to, and they themselves: so that others can be added to them. */
export interface FactorialAnswer extends StudyResults {
  readonly trials: readonly FactorialTrial[];
  /** What each arm differs by from others, whether a contrast names it or not. */
  readonly differences: readonly ArmDifference[];
}

const QUESTION =
  'Do top-down connections help networks that were trained with them, on images like those that they were trained on?';
const HYPOTHESIS =
  'By goodness, top-down connections help most where the network has learnt from the clutter that it is judged under, and lateral connections help more; against noise, top-down connections help only with dropout. Forward-Forward gains more from them than other rules do, because without them no label reaches its first layer.';

/** The contrasts of the factorial, of whatever networks there are. */
export const FACTORIAL_CONTRASTS: Scenario<typeof options, FactorialAnswer> = {
  name: 'factorial-contrasts',
  kind: 'experiment',
  shows:
    'Collects the networks of the factorial and tests, over seeds, the contrasts that were named before they were trained.',
  options,
  examples: ['--from runs/factorial', '--from runs/factorial,results/factorial-contrasts.json'],
  async run(experiment) {
    const { options, run, runs, say, dataSet } = experiment;
    const beside = path.join(runs, FACTORIAL.name);
    const found = trialsIn(options.from ?? (kindOf(beside) ? [beside] : []));
    const trials = comparable(found, { dataSet, ...options });
    say([countsInWords(trials), commitsInWords(trials) ?? []].flat().join(', '));
    say(`${QUESTION}\nExpected: ${HYPOTHESIS}`);
    const suggested = suggestedContrasts(dataSet, options.hidden);
    const families = [CONTRASTS, RULE_CONTRASTS, suggested].map((family) =>
      findingsOf(family.map((contrast) => claimOf(contrast, trials))),
    );
    for (const family of families) if (family.length > 0) say(findingsText(family));
    const findings = families.flat();
    if (findings.length === 0)
      say(
        'No contrast yet: each needs at least two seeds of every kind of network that it compares, with differences that are not all the same.',
      );
    const differences = differencesOfArms(trials);
    if (differences.length > 0) say(differencesText(differences));
    writeTidyTable(tidy(trials), run.file('trials.parquet'));
    await keepFigures(experiment, figures(trials, findings));
    const networks = trials.map((one) => ({ name: kindInWords(one), seed: one.seed }));
    const about = { question: QUESTION, hypothesis: HYPOTHESIS, images: options.images };
    return { ...about, findings, networks, trials, differences };
  },
};

async function* figures(trials: readonly FactorialTrial[], findings: readonly Finding[]) {
  yield await contrastsByName(findings);
  yield await errorsByArm(trials, 'goodness');
  yield await errorsByArm(trials, 'readout');
}

/** A row for each network and condition. */
function tidy(trials: readonly FactorialTrial[]) {
  return trials.map(({ arm, rule, diet, dropout, seed, judged }) => ({
    name: arm,
    seed,
    rows: judged.map(({ condition, strength, goodness = null, readout }) => ({
      ...{ arm, rule, diet, dropout, condition, strength, goodness, readout },
    })),
  }));
}
