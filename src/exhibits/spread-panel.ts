import { COLOURS } from '../figures/colours';
import type { Figure, PlotLibrary } from '../figures/svg';
import type { LayerSpread } from '../observation/measure-spread';
import { type Bin, type Bins, histogram } from '../statistics/histogram';
import { type Share, wilson } from '../statistics/wilson';
import { THRESHOLD } from './threshold';

/** What is spread, and in which colour. */
export const SPREAD_KINDS = [
  { of: 'truth', text: 'under the true label', colour: COLOURS.blue },
  { of: 'wrong', text: 'under the best wrong label', colour: COLOURS.vermilion },
] as const;

export const SPREAD_SIZE = { width: 440, height: 320 };

/** How often the true label has more goodness than the wrong one. */
export function truthAhead({ truth, wrong }: LayerSpread): Share {
  const count = truth.filter((value, image) => value > (wrong[image] as number)).length;
  return wilson(count, truth.length);
}

/** The spread of one layer's goodness (1 … L); `most` is the highest share that any panel shows. */
export function spreadPanel(
  plot: PlotLibrary,
  spread: LayerSpread,
  layer: number,
  bins: Bins,
  most: number,
): Figure['options'] {
  const corner = { frameAnchor: 'top-left', textAnchor: 'start', dx: -40 } as const;
  const share = truthAhead(spread).percent.toFixed(1);
  return {
    ...{ ...SPREAD_SIZE, marginTop: 62, marginLeft: 50, marginRight: 20, marginBottom: 42 },
    x: {
      ...{ label: 'goodness a unit, mean over the window', labelAnchor: 'center' },
      domain: [bins.low, bins.low + bins.count * bins.width],
    },
    y: { label: null, grid: true, domain: [0, 1.05 * most], tickSpacing: 45 },
    marks: [
      plot.text([`layer ${layer}: the true label has more in ${share} %`], {
        ...{ ...corner, dy: -46, fontWeight: 'bold', fontSize: 13 },
      }),
      plot.text(['↑ images in a bin, %'], { ...corner, dy: -22 }),
      ...SPREAD_KINDS.flatMap(({ of, colour }) => {
        const outline = histogram(spread[of], bins).flatMap(upright);
        return [
          plot.areaY(outline, { x: 'x', y1: 0, y2: 'y', fill: colour, fillOpacity: 0.25 }),
          plot.line(outline, { x: 'x', y: 'y', stroke: colour, strokeWidth: 1.5 }),
        ];
      }),
      plot.ruleX([THRESHOLD], { strokeDasharray: '1 3' }),
      plot.text(['threshold'], { x: () => THRESHOLD, frameAnchor: 'top', dy: -10 }),
    ],
  };
}

/** A bin as the two ends of its top. */
function upright({ from, to, percent }: Bin) {
  return [from, to].map((x) => ({ x, y: percent }));
}
