import type { Figure } from '../../charts/figure';
import { linePanels } from '../../charts/line-panels';
import { evenShares } from '../../images/stimuli/ambiguous';
import { estimateLine } from '../measures/estimates';
import { distinct, itemTable, numbersOf, rowsOfKind } from '../measures/rows';
import { type AllMeasured, type Asked, networksInWords } from '../study';
import type { BELIEF_OPTIONS } from './measure';
import { type BeliefRow, heldAt, twoStatesAt } from './rows';
import { fromMiddle } from './tables';

interface Drawing extends Asked<typeof BELIEF_OPTIONS> {
  readonly all: AllMeasured<BeliefRow>;
}

/** Along the way from one digit to another, how many images have two states. */
export function statesFigure({ all, options }: Drawing): Promise<Figure> {
  const { temperatures, shares, after, prime } = options;
  const two = (temperature: number) => (share: number) =>
    numbersOf(rowsOfKind(all, 'path', { temperature, share }), (row) => twoStatesAt(row, after));
  return linePanels({
    name: 'states',
    title: 'Two states of one image, by the label held first',
    caption: `Morphs between two digits that are recognised as either label, depending on which was held first: ${prime} steps with the label, then ${after} steps of own belief, by its temperature. ${counted(all)}`,
    x: { label: 'morph level', ticks: evenShares(6), tickFormat: String },
    y: { label: 'images with two states, %' },
    charts: [
      {
        lines: temperatures.map((one) =>
          estimateLine(`temperature ${one}`, evenShares(shares), two(one)),
        ),
      },
    ],
  });
}

/** Halfway, for how long a belief is held that was given. */
export function holdingFigure({ all, options }: Drawing): Promise<Figure> {
  const { temperatures, after, prime } = options;
  const steps = Array.from({ length: after + 1 }, (_, step) => step);
  const held = (temperature: number) => (step: number) =>
    itemTable(rowsOfKind(all, 'path', { temperature }), (rows) => {
      const [nearest] = rows.toSorted((one, other) => fromMiddle(one) - fromMiddle(other));
      return nearest ? 50 * heldAt(nearest, step) : Number.NaN;
    });
  return linePanels({
    name: 'holding',
    title: 'How long an imposed belief persists',
    caption: `Fraction of the images halfway between two digits, watched under either label for ${prime} steps, that are still recognised as it after own belief has replaced it at the top, by the temperature of own belief. ${counted(all)}`,
    x: { label: 'steps since the label was released' },
    y: { label: 'still recognised as it, %' },
    charts: [
      {
        lines: temperatures.map((one) => estimateLine(`temperature ${one}`, steps, held(one))),
      },
    ],
  });
}

function counted(all: Drawing['all']): string {
  const pairs = distinct(rowsOfKind(all, 'path'), ({ item }) => item).length;
  return `${pairs} pairs, ${networksInWords(all)}. Bands: 95 % intervals over networks and pairs.`;
}
