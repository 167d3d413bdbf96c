import type { Figure } from '../charts/figure';
import { intervalRows } from '../charts/interval-rows';
import { conditionInWords } from '../images/stimuli/condition-in-words';
import { verdictInWords } from '../statistics/verdicts';

/** A difference of two readings that was named beforehand, as it is drawn. */
interface ShownContrast {
  readonly condition: string;
  readonly strength: number;
  readonly first: string;
  readonly second: string;
  /** Points of error, with their interval. */
  readonly points: number;
  readonly low: number;
  readonly high: number;
  readonly verdict: string;
  readonly within: number;
  readonly pairs: readonly { readonly difference: { readonly points: number } }[];
}

/**
 * Differences that were named before a comparison ran: an estimate with its interval a row, a small dot
 * for each pair of networks, and the verdict in words, in the colour of the second reading. `images` says
 * what was read.
 */
export function contrastsShown(
  contrasts: readonly ShownContrast[],
  images: string,
): Promise<Figure> {
  const several = contrasts.some(({ pairs }) => pairs.length > 1);
  return intervalRows({
    name: 'named-contrasts',
    title: 'Contrasts named beforehand',
    caption: `${images}. The error of the first reading minus that of the second; below 0, the first errs less. Lines: 95 % intervals${several ? ' over networks and images; small dots: each pair of networks of one seed' : ' over images'}. Verdicts are corrected for the number of contrasts (Holm).`,
    label: 'difference in error, points',
    columns: 1,
    charts: [
      {
        title: '',
        rows: contrasts.map((one) => ({
          text: `${one.first} − ${one.second}, ${conditionInWords(one)}: ${verdictInWords(one)}`,
          of: one.second,
          ...{ estimate: one.points, low: one.low, high: one.high },
          each: one.pairs.length > 1 ? one.pairs.map(({ difference }) => difference.points) : [],
        })),
      },
    ],
  });
}
