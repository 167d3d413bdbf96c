import { crossedEstimate } from '../../statistics/crossed-estimate';
import { terminalTable } from '../../trained/tables';
import { DIET_NAMES, type DietName } from '../factorial/diets';
import { JUDGED, type JudgedName } from '../factorial/judged';
import { estimateText } from '../finding';
import { differencesBySeed } from './claims';
import { cell } from './contrast';
import { type Kind, kindInWords, kindsOf } from './kinds';
import type { FactorialTrial } from './trials';

/** The error by goodness of an arm minus that of `none`, all else alike: an estimate, not tested. */
export interface ArmDifference extends Kind {
  readonly diet: DietName;
  readonly condition: JudgedName;
  /** Points of error: the mean over seeds, with its 95 % interval, and what each seed says. */
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  readonly each: readonly number[];
}

/** The difference of every arm from `none`, for each diet and condition of which at least two seeds have both arms. */
export function differencesFromNone(trials: readonly FactorialTrial[]): ArmDifference[] {
  return kindsOf(trials)
    .filter(({ arm }) => arm !== 'none')
    .flatMap((kind) =>
      DIET_NAMES.flatMap((diet) =>
        JUDGED.flatMap(({ condition }) => {
          const own = cell(kind.arm, { ...kind, diet, condition });
          const difference = { plus: [own], minus: [{ ...own, arm: 'none' as const }] };
          const values = differencesBySeed(difference, trials);
          if (values.length < 2) return [];
          const { estimate, low, high, each } = crossedEstimate(values);
          return [{ ...kind, diet, condition, estimate, low, high, each }];
        }),
      ),
    );
}

/** The differences as tables, one for each kind of network: a row for each condition, a column for each diet. */
export function differencesText(differences: readonly ArmDifference[]): string {
  const kinds = [...new Set(differences.map(kindInWords))];
  return kinds
    .map((kind) => {
      const own = differences.filter((one) => kindInWords(one) === kind);
      const diets = DIET_NAMES.filter((diet) => own.some((one) => one.diet === diet));
      const seeds = [...new Set(own.map(({ each }) => each.length))];
      const rows = JUDGED.map(({ condition }) => [
        condition,
        ...diets.map((diet) => {
          const found = own.find((one) => one.diet === diet && one.condition === condition);
          return found ? estimateText(found) : '';
        }),
      ]);
      const title = `${kind}, minus none that is alike otherwise: error by goodness in points, mean of ${seeds.join(' or ')} seeds with 95 % interval; estimates without verdicts`;
      return [title, terminalTable(['', ...diets.map((diet) => `diet ${diet}`)], rows)].join('\n');
    })
    .join('\n');
}
