import type { Figure } from '../../charts/figure';
import { linePanels } from '../../charts/line-panels';
import { estimateAt } from '../measures/rows';
import type { Measured } from '../study';
import { type LesionRow, lesionCost, lesioned, sharesIn, targetsIn } from './measure';

type All = readonly Measured<LesionRow>[];

/** What the figures say of themselves. */
export interface LesionsShown {
  /** `500 images (mnist test), 3 networks; noisy: …` */
  readonly shown: string;
  readonly seed: number;
}

/** Whether connections of this name come from above: the one-pass readout does not see them. */
function fromAbove(target: string): boolean {
  return target.startsWith('top-down') || target.startsWith('label');
}

/** Error by what was removed and how much of it, and what connections from above are worth. */
export async function* lesionFigures(all: All, about: LesionsShown): AsyncGenerator<Figure> {
  const { shown, seed } = about;
  const shares = sharesIn(all);
  const targets = targetsIn(all);
  const bands = 'Bands: 95 % intervals over networks and images.';
  const x = {
    label: 'share removed, %',
    tickFormat: (share: number) => String(Math.round(100 * share)),
  };
  const conditions = [...new Set(all[0]?.rows.map(({ condition }) => condition))];
  yield linePanels({
    name: 'error-by-share',
    title: 'Error with a part of the network removed',
    caption: `${shown}. A share of the connections into a layer, or of its units, drawn once for each network; a larger share holds the smaller ones. Above: by goodness over the window. Below: by the readout of one pass, which sees neither label nor connections from above. The axis goes by the square root. ${bands}`,
    x,
    y: { label: 'error, %', sqrt: true },
    charts: (['goodness', 'readout'] as const).flatMap((reading) =>
      conditions.map((condition) => ({
        title: `${reading === 'goodness' ? 'by goodness' : 'by one pass'}, ${condition}`,
        lines: targets
          .filter((one) => reading === 'goodness' || !fromAbove(one))
          .map((target) => ({
            text: target,
            points: shares.map((share) =>
              estimateAt(share, lesioned(all, { target, share, condition }, reading), seed),
            ),
          })),
      })),
    ),
  });
  yield linePanels({
    name: 'cost-of-top-down',
    title: 'What it costs to lose connections from above',
    caption: `${shown}. Error by goodness, less that of the whole network on the same images. ${bands}`,
    x,
    y: { label: 'difference in error, points' },
    charts: targets.filter(fromAbove).map((target) => ({
      title: target,
      y: { label: 'difference in error, points' },
      lines: conditions.map((condition) => ({
        text: condition,
        points: shares.map((share) =>
          estimateAt(share, lesionCost(all, { target, share, condition }), seed),
        ),
      })),
    })),
  });
}
