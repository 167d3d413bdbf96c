import { InputError } from '../../input/errors';
import type { CrossedTable } from '../../statistics/crossed-estimate';
import { ONE_POINT } from '../../statistics/verdicts';
import { seedsApart } from '../factorial/judged';
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
 * seeds. Throws InputError where two of them were judged by the same images.
 */
export function differencesBySeed(
  { plus, minus }: Pick<Contrast, 'plus' | 'minus'>,
  trials: readonly FactorialTrial[],
): CrossedTable {
  const seeds = [...new Set(trials.map(({ seed }) => seed))].toSorted((a, b) => a - b);
  const whole = seeds.filter((seed) =>
    [...plus, ...minus].every((cell) => errorOfCell(cell, seed, trials) !== undefined),
  );
  checkApart(whole, trials);
  return whole.map((seed) => {
    const sum = (cells: readonly Cell[]) =>
      cells.reduce((all, cell) => all + (errorOfCell(cell, seed, trials) as number), 0);
    return [sum(plus) - sum(minus)];
  });
}

/** Throws InputError where two of these seeds have the same images (`imagesOfSeed`): a test over seeds would count them twice. */
function checkApart(seeds: readonly number[], trials: readonly FactorialTrial[]): void {
  const first = new Map<string, number>();
  for (const seed of seeds) {
    const { held, images } = trials.find((one) => one.seed === seed) as FactorialTrial;
    if (held === undefined) continue;
    const apart = seedsApart(held, images);
    const block = `${seed % apart} of ${apart}`;
    const other = first.get(block);
    if (other !== undefined)
      throw new InputError(
        `seeds ${other} and ${seed} were judged by the same ${images} of ${held} held-out images, so they are not independent: name, with --from, the runs of ${apart} consecutive seeds at most`,
      );
    first.set(block, seed);
  }
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
