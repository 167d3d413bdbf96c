import type { CrossedTable } from '../../statistics/crossed-estimate';
import { ONE_POINT } from '../../statistics/verdicts';
import type { Claim } from '../finding';
import type { Cell, Contrast } from './contrast';
import type { FactorialTrial } from './trials';

/** A contrast as a claim about networks: its difference in error, in points, for each seed. */
export function claimOf(contrast: Contrast, trials: readonly FactorialTrial[]): Claim {
  const { claim, expected } = contrast;
  const values = differencesBySeed(contrast, trials);
  return { claim, measure: 'difference in error, points', expected, within: ONE_POINT, values };
}

/**
 * The errors of the `plus` cells minus those of the `minus` cells, in points, for each seed that has all of these
 * cells: [seeds][1]. Each seed has images of its own, so its difference is a single item, and an interval is over
 * seeds.
 */
export function differencesBySeed(
  { plus, minus }: Pick<Contrast, 'plus' | 'minus'>,
  trials: readonly FactorialTrial[],
): CrossedTable {
  const seeds = [...new Set(trials.map(({ seed }) => seed))].toSorted((a, b) => a - b);
  return seeds.flatMap((seed) => {
    const sum = (cells: readonly Cell[]) =>
      cells.reduce((all, cell) => all + (errorOfCell(cell, seed, trials) ?? Number.NaN), 0);
    const difference = sum(plus) - sum(minus);
    return Number.isNaN(difference) ? [] : [[difference]];
  });
}

/** The error of the network of a cell and seed, in per cent; undefined where there is none. */
export function errorOfCell(
  { condition, by, ...wanted }: Cell,
  seed: number,
  trials: readonly FactorialTrial[],
): number | undefined {
  const network = trials.find(
    (one) =>
      one.seed === seed &&
      one.arm === wanted.arm &&
      one.rule === wanted.rule &&
      one.diet === wanted.diet &&
      one.dropout === wanted.dropout,
  );
  return network?.judged.find((one) => one.condition === condition)?.[by];
}
