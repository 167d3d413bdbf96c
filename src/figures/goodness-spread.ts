import { COLOURS } from '../charts/colours';
import { drawFigure, type Figure } from '../charts/figure';
import { key } from '../charts/key';
import { corner, heading, panels } from '../charts/panels';
import type { FigureDeclaration, PlotLibrary } from '../charts/svg';
import type { LayerSpread, Spread } from '../observation/measure-spread';
import { type Bin, type Bins, binsFor, histogram } from '../statistics/histogram';
import { type Share, wilson } from '../statistics/wilson';
import { THRESHOLD } from './epoch-charts';

const COLUMNS = 2;
const BINS = 60;

/** How goodness under the true label and under the best wrong one is spread, layer by layer. */
export async function goodnessSpread(spread: Spread): Promise<Figure> {
  const { layers } = spread;
  const all = layers.flatMap(({ truth, wrong }) => [...truth, ...wrong]);
  const bins = binsFor([THRESHOLD, ...all], BINS);
  const shares = layers.flatMap((layer) =>
    SPREAD_KINDS.flatMap(({ of }) => histogram(layer[of], bins).map(({ percent }) => percent)),
  );
  const most = Math.max(...shares);
  return drawFigure('goodness-spread', (plot) => {
    const plots = layers.map((layer, at) =>
      spreadPanel(plot, layer, headingOf(layer, at + 1, spread), bins, most),
    );
    const width = SPREAD_SIZE.width * Math.min(COLUMNS, plots.length);
    const { marks, height } = key(plot, SPREAD_KINDS, width);
    return {
      title: 'Goodness under the true label and under the best wrong one',
      caption: captionOf(spread),
      options: panels(plot, { plots, columns: COLUMNS, top: height, marks }),
    };
  });
}

function captionOf({ images, window: { first, last }, prefers, layers }: Spread): string {
  const together = (of: keyof LayerSpread) =>
    Array.from({ length: images }, (_, image) =>
      layers.reduce((total, layer) => total + (layer[of][image] as number), 0),
    );
  const all = { truth: together('truth'), wrong: together('wrong') };
  const least = prefers === 'least';
  const { percent, low, high } = truthAhead(all, prefers);
  return [
    `Mean squared activity of each layer, the mean over steps ${first} to ${last}, for ${images} images, each under its true label and under the wrong label with the ${least ? 'lowest' : 'highest'} score of all layers together.`,
    `Over all layers together, the true label has the ${least ? 'lower' : 'higher'} goodness for ${percent.toFixed(2)} % of the images (95 % Wilson interval ${low.toFixed(2)} to ${high.toFixed(2)}).`,
    `Learning pushes goodness away from the threshold: ${least ? 'downwards under the true label, upwards' : 'upwards under the true label, downwards'} under a wrong one.`,
  ].join(' ');
}

/** What is spread, and in which colour. */
const SPREAD_KINDS = [
  { of: 'truth', text: 'under the true label', colour: COLOURS.blue },
  { of: 'wrong', text: 'under the best wrong label', colour: COLOURS.vermilion },
] as const;

const SPREAD_SIZE = { width: 440, height: 320 };

/** How often the true label is preferred to the wrong one. */
function truthAhead({ truth, wrong }: LayerSpread, prefers: Spread['prefers']): Share {
  const isAhead = (value: number, other: number) =>
    prefers === 'least' ? value < other : value > other;
  const count = truth.filter((value, image) => isAhead(value, wrong[image] as number)).length;
  return wilson(count, truth.length);
}

/** Which layer it is (1 … L), and how often the true label is preferred there. */
function headingOf(spread: LayerSpread, layer: number, { prefers }: Spread): string {
  const share = truthAhead(spread, prefers).percent.toFixed(1);
  return `layer ${layer}: ${prefers === 'least' ? 'lower' : 'higher'} for the true label in ${share} %`;
}

/** The spread of one layer's goodness; `most` is the highest share that any panel shows. */
function spreadPanel(
  plot: PlotLibrary,
  spread: LayerSpread,
  title: string,
  bins: Bins,
  most: number,
): FigureDeclaration['options'] {
  return {
    ...{ ...SPREAD_SIZE, marginTop: 62, marginLeft: 50, marginRight: 20, marginBottom: 42 },
    x: {
      ...{ label: 'goodness per unit, mean over the window', labelAnchor: 'center' },
      domain: [bins.low, bins.low + bins.count * bins.width],
    },
    y: { label: null, grid: true, domain: [0, 1.05 * most], tickSpacing: 45 },
    marks: [
      heading(plot, title, { dx: -40, dy: -46 }),
      corner(plot, '↑ images per bin, %', { dx: -40, dy: -22 }),
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
