import type { LabelledImages } from '../data/labelled-images';
import { errorByStrength } from '../exhibits/error-by-strength';
import type { Exhibit } from '../exhibits/exhibit';
import { toldApart } from '../exhibits/told-apart';
import type { Cell } from './ledger';
import type { ComparisonSummary } from './summary';

/** Figures of a comparison: errors against strength, and clean images that two readings told apart. */
export async function* comparisonShown(
  { errors }: ComparisonSummary,
  cells: readonly Cell[],
  images: LabelledImages,
): AsyncGenerator<Exhibit> {
  const networks = Math.max(...errors.map((one) => one.networks));
  const each = networks === 1 ? 'one network' : `${networks} networks each`;
  yield errorByStrength(errors, `${images.count} images (${images.name}), ${each}`);
  const clean = cells.filter(({ condition }) => condition === 'clean');
  const [first] = clean;
  const onePass = clean.find((one) => one.reading === 'one-pass' && one.seed === first?.seed);
  if (!first || !onePass || first === onePass) return;
  const named = ({ reading, seed, answers }: Cell) => ({
    name: `${reading}, seed ${seed}`,
    answers,
  });
  yield toldApart(images, named(first), named(onePass));
}
