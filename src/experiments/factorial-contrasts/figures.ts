import type { Figure } from '../../charts/figure';
import { intervalRows } from '../../charts/interval-rows';
import { conditionInWords } from '../../images/stimuli/condition-in-words';
import { crossedEstimate } from '../../statistics/crossed-estimate';
import { DIET_NAMES } from '../factorial/diets';
import { JUDGED } from '../factorial/judged';
import { type Finding, verdictText } from '../finding';
import { errorOfCell } from './claims';
import type { Cell } from './contrast';
import { countsInWords, kindInWords, kindsOf } from './kinds';
import type { FactorialTrial } from './trials';

/** Every error: a chart for each diet and condition, a row for each arm, a dot for each seed. */
export function errorsByArm(trials: readonly FactorialTrial[], by: Cell['by']): Promise<Figure> {
  const seeds = [...new Set(trials.map(({ seed }) => seed))];
  const rowOf = (cell: Cell) => {
    const each = seeds.flatMap((seed) => errorOfCell(cell, seed, trials) ?? []);
    if (each.length < 2) return [];
    const { estimate, low, high } = crossedEstimate(each.map((one) => [one]));
    const interval = { low: Math.max(0, low), high: Math.min(100, high) }; // no error lies beyond
    return [{ text: kindInWords(cell), estimate, ...interval, each }];
  };
  const kinds = kindsOf(trials);
  const diets = DIET_NAMES.filter((diet) => trials.some((one) => one.diet === diet));
  const read =
    by === 'goodness' ? 'by the score of each label (Forward-Forward: goodness)' : 'in one pass';
  return intervalRows({
    name: `errors-${by === 'goodness' ? 'by-goodness' : 'in-one-pass'}`,
    title: `Error ${read}, by diet and condition`,
    caption: `${trials[0]?.dataSet}: ${countsInWords(trials)}. Small dots: networks, each judged by images of its own seed. Large dots and lines: mean and 95 % interval over seeds.`,
    label: 'error, %',
    columns: diets.length,
    digits: 1,
    charts: JUDGED.flatMap((judged) =>
      diets.map((diet) => ({
        title: `diet ${diet}: ${conditionInWords(judged)}`,
        rows: kinds.flatMap((kind) => rowOf({ ...kind, diet, condition: judged.condition, by })),
      })),
    ),
  });
}

/** The contrasts that were named, with what each seed says. */
export function contrastsByName(findings: readonly Finding[]): Promise<Figure> {
  return intervalRows({
    name: 'contrasts',
    title: 'Contrasts named beforehand',
    caption:
      'Difference in error between the networks that a claim names, in its order. Small dots: seeds. Large dots and lines: mean and 95 % interval over seeds. Verdicts by t tests, corrected for the number of contrasts in each family (Holm).',
    label: 'difference in error, points',
    columns: 1,
    charts: [
      {
        title: '',
        rows: findings.map((one) => ({
          text: `${one.claim}: ${verdictText(one)}`,
          of: 'top-down', // one colour for all: a row is not a thing of its own
          ...{ estimate: one.estimate, low: one.low, high: one.high, each: one.each ?? [] },
        })),
      },
    ],
  });
}
