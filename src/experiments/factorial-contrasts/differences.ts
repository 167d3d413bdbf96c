import { crossedEstimate } from '../../statistics/crossed-estimate';
import { terminalTable } from '../../trained/tables';
import { DIET_NAMES, type DietName } from '../factorial/diets';
import { JUDGED, type JudgedName } from '../factorial/judged';
import { estimateText } from '../finding';
import { differencesBySeed } from './claims';
import { cell } from './contrast';
import { type Kind, kindInWords, kindsOf } from './kinds';
import type { FactorialTrial } from './trials';

/** How each arm is read, and which arm it is compared with: that one by goodness, all else alike. */
const COMPARISONS = {
  'by goodness, minus none by goodness': { by: 'goodness', other: 'none' },
  'in one pass, minus top-down by goodness': { by: 'readout', other: 'top-down' },
} as const;

/** The error of an arm minus that of another: an estimate, not tested. */
export interface ArmDifference extends Kind {
  readonly comparison: keyof typeof COMPARISONS;
  readonly diet: DietName;
  readonly condition: JudgedName;
  /** Points of error: the mean over seeds, with its 95 % interval, and what each seed says. */
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  readonly each: readonly number[];
}

/** Each comparison of every arm, for each diet and condition of which at least two seeds have both arms. */
export function differencesOfArms(trials: readonly FactorialTrial[]): ArmDifference[] {
  return (Object.keys(COMPARISONS) as ArmDifference['comparison'][]).flatMap((comparison) => {
    const { by, other } = COMPARISONS[comparison];
    return kindsOf(trials)
      .filter(({ arm }) => by === 'readout' || arm !== other)
      .flatMap((kind) =>
        DIET_NAMES.flatMap((diet) =>
          JUDGED.flatMap(({ condition }) => {
            const own = cell(kind.arm, { ...kind, diet, condition, by });
            const minus = cell(other, { ...kind, arm: other, diet, condition });
            const values = differencesBySeed({ plus: [own], minus: [minus] }, trials);
            if (values.length < 2) return [];
            const { estimate, low, high, each } = crossedEstimate(values);
            return [{ ...kind, comparison, diet, condition, estimate, low, high, each }];
          }),
        ),
      );
  });
}

/** The differences as tables, one for each kind of network and comparison: a row for each condition, a column for each diet. */
export function differencesText(differences: readonly ArmDifference[]): string {
  const named = (one: ArmDifference) => `${kindInWords(one)} ${one.comparison}`;
  return [...new Set(differences.map(named))]
    .map((name) => {
      const own = differences.filter((one) => named(one) === name);
      const diets = DIET_NAMES.filter((diet) => own.some((one) => one.diet === diet));
      const seeds = [...new Set(own.map(({ each }) => each.length))];
      const rows = JUDGED.map(({ condition }) => [
        condition,
        ...diets.map((diet) => {
          const found = own.find((one) => one.diet === diet && one.condition === condition);
          return found ? estimateText(found) : '';
        }),
      ]);
      const title = `${name}, all else alike: error in points, mean of ${seeds.join(' or ')} seeds with 95 % interval; estimates without verdicts`;
      return [title, terminalTable(['', ...diets.map((diet) => `diet ${diet}`)], rows)].join('\n');
    })
    .join('\n');
}
