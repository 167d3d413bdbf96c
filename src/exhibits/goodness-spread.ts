import { key } from '../figures/key';
import { panels } from '../figures/panels';
import type { LayerSpread, Spread } from '../observation/measure-spread';
import { binsFor, histogram } from '../statistics/histogram';
import { type Exhibit, exhibit } from './exhibit';
import { SPREAD_KINDS, SPREAD_SIZE, spreadPanel, truthAhead } from './spread-panel';
import { THRESHOLD } from './threshold';

const COLUMNS = 2;
const BINS = 60;

/** How goodness under the true label and under the best wrong one is spread, layer by layer. */
export async function goodnessSpread(spread: Spread): Promise<Exhibit> {
  const { layers } = spread;
  const all = layers.flatMap(({ truth, wrong }) => [...truth, ...wrong]);
  const bins = binsFor([THRESHOLD, ...all], BINS);
  const shares = layers.flatMap((layer) =>
    SPREAD_KINDS.flatMap(({ of }) => histogram(layer[of], bins).map(({ percent }) => percent)),
  );
  const most = Math.max(...shares);
  return exhibit('goodness-spread', (plot) => {
    const plots = layers.map((layer, at) => spreadPanel(plot, layer, at + 1, bins, most));
    const width = SPREAD_SIZE.width * Math.min(COLUMNS, plots.length);
    const { marks, height } = key(plot, SPREAD_KINDS, width);
    return {
      title: 'How goodness tells the true label from the best wrong one',
      caption: captionOf(spread),
      options: panels(plot, { plots, columns: COLUMNS, top: height, marks }),
    };
  });
}

function captionOf({ images, window: { first, last }, layers }: Spread): string {
  const together = (of: keyof LayerSpread) =>
    Array.from({ length: images }, (_, image) =>
      layers.reduce((total, layer) => total + (layer[of][image] as number), 0),
    );
  const { percent, low, high } = truthAhead({
    truth: together('truth'),
    wrong: together('wrong'),
  });
  return [
    `Mean squared activity of each layer, the mean over steps ${first} to ${last}, for ${images} images, each under its true label and under the wrong label that all layers together find best.`,
    `With all layers together the true label has more for ${percent.toFixed(2)} % of the images (95 % Wilson interval ${low.toFixed(2)} to ${high.toFixed(2)}).`,
    'The threshold is what learning pushes goodness away from: upwards under the true label, downwards under a wrong one.',
  ].join(' ');
}
