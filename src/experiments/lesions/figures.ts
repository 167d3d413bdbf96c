import type { Figure } from '../../charts/figure';
import { linePanels } from '../../charts/line-panels';
import { bandsOver, estimateLine } from '../measures/estimates';
import { distinct } from '../measures/rows';
import type { AllMeasured } from '../study';
import { type LesionRow, lesionCost, lesioned, sharesIn, targetsIn } from './measure';

const BANDS = bandsOver('images');

/** Error by what was removed and how much of it, and what connections from above are worth. */
export async function* lesionFigures(
  all: AllMeasured<LesionRow>,
  /** `500 images (mnist test), 3 networks; noisy: …` */
  shown: string,
): AsyncGenerator<Figure> {
  const shares = sharesIn(all);
  const x = {
    label: 'removed, %',
    tickFormat: (share: number) => String(Math.round(100 * share)),
  };
  const conditions = distinct(all.slice(0, 1), ({ condition }) => condition);
  const targets = targetsIn(all);
  const above = targetsIn(all, ['top-down', 'label']);
  // The one-pass readout does not see what comes from above.
  const readings = [
    { reading: 'goodness', words: 'by goodness', seen: targets },
    {
      reading: 'readout',
      words: 'by one pass',
      seen: targets.filter((one) => !above.includes(one)),
    },
  ] as const;
  yield linePanels({
    name: 'error-by-share',
    title: 'Error with a part of the network removed',
    caption: `${shown}. A fraction of the connections into a layer, or of its units, is removed at random; mean over several draws, in each of which a larger fraction includes the smaller ones. Above: by goodness over the window. Below: by the readout of one pass, which sees neither label nor connections from above. The axis is scaled by the square root. ${BANDS}`,
    x,
    y: { label: 'error, %', sqrt: true },
    charts: readings.flatMap(({ reading, words, seen }) =>
      conditions.map((condition) => ({
        title: `${words}, ${condition}`,
        lines: seen.map((target) => {
          const wrong = (share: number) => lesioned(all, { target, share, condition }, reading);
          return estimateLine(target, shares, wrong);
        }),
      })),
    ),
  });
  const y = { label: 'difference in error, points' };
  if (above.length === 0) return;
  yield linePanels({
    name: 'cost-of-top-down',
    title: 'The cost of losing connections from above',
    caption: `${shown}. Error by goodness minus that of the whole network on the same images. Rescaled: the remaining connections are divided by the fraction that remains, so that the mean of their summed input is as large as before. ${BANDS}`,
    ...{ x, y },
    charts: targets
      .filter((one) => above.includes(one))
      .map((target) => ({
        ...{ title: target, y },
        lines: conditions.flatMap((condition) =>
          [false, true].map((rescaled) => {
            const cost = (share: number) => lesionCost(all, { target, share, condition, rescaled });
            return estimateLine(`${condition}${rescaled ? ', rescaled' : ''}`, shares, cost);
          }),
        ),
      })),
  });
}
