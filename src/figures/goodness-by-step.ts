import { COLOURS } from '../charts/colours';
import { drawFigure, type Figure } from '../charts/figure';
import { pictureTile } from '../charts/image-tile';
import { lineChart, type Series } from '../charts/line-chart';
import { shortened } from '../charts/shortened';
import type { FigureDeclaration, PlotLibrary } from '../charts/svg';
import { nameFor } from '../images/labelled-images';
import { withArticle } from '../images/with-article';
import { runnersUp, scoresByStep, summedOver } from '../observation/scores';
import type { WatchedImage } from '../observation/watched-image';
import type { Window } from '../perception/perception-settings';

/** Pixels: of the figure, of the picture in it, and at the right of that. */
const WIDTH = 860;
const HEIGHT = 420;
const PICTURE = 112;
const ASIDE = 20;
/** Letters of a name below the picture, for which there is room. */
const LETTERS = 14;

/** What the figure of a watched image is called. */
export function goodnessFigure(index: number): string {
  return `goodness-by-step-of-image-${index}`;
}

/** The score of each label while a network watched one image, step by step, and which won. */
export async function goodnessBySteps(watched: WatchedImage, window: Window): Promise<Figure> {
  const { index, answer, classNames } = watched;
  const scores = scoresByStep(watched.goodness);
  return drawFigure(goodnessFigure(index), (plot) => {
    const chart = chartOf(plot, watched, window, scores);
    const marks = [...(chart.marks ?? []), ...pictureOf(plot, watched, chart.marginRight ?? 0)];
    return {
      title: `Why the network answered ${withArticle(nameFor(classNames, answer))}`,
      caption: captionOf(watched, window, scores),
      options: { ...chart, marks },
    };
  });
}

/** The score of each label at each step, from 0: `scores[step][label]`. */
type Scores = readonly (readonly number[])[];

function chartOf(
  plot: PlotLibrary,
  watched: WatchedImage,
  window: Window,
  scores: Scores,
): FigureDeclaration['options'] {
  const { answer, label, prefers } = watched;
  const steps = watched.goodness.length - 1;
  const values = scores.flat();
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const span = high - low || 1;
  return lineChart(plot, {
    ...{ width: WIDTH, height: HEIGHT, beside: PICTURE + ASIDE },
    x: {
      label: 'time step',
      domain: [0, steps],
      ticks: Array.from({ length: steps + 1 }, (_, step) => step),
      tickFormat: 'd',
    },
    y: {
      label: 'score: goodness per unit, summed over layers',
      domain: [low - 0.12 * span, high + 0.05 * span],
    },
    series: [...new Set([answer, label, ...runnersUp(summedOver(scores, window), answer, prefers)])]
      .map((one) => lineOf(scores, one, watched))
      .reverse(),
    under: [
      plot.rectX([window], {
        x1: ({ first }: Window) => first - 0.5,
        x2: ({ last }: Window) => last + 0.5,
        ...{ fill: COLOURS.ink, fillOpacity: 0.08 },
      }),
      plot.text([`steps ${window.first} to ${window.last} decide`], {
        ...{ x: () => (window.first + window.last) / 2, frameAnchor: 'bottom', dy: -6 },
      }),
    ],
  });
}

/** The winner thick and in a colour; the true label too, where it is another; the others pale. */
function lineOf(
  scores: Scores,
  one: number,
  { answer, label, classNames }: Pick<WatchedImage, 'answer' | 'label' | 'classNames'>,
): Series {
  const points = scores.map((step, x) => ({ x, y: step[one] ?? 0 }));
  const name = nameFor(classNames, one);
  if (one === answer) {
    const text = one === label ? `${name}, its answer` : `${name}, its answer: wrong`;
    return { text, points, colour: COLOURS.vermilion, width: 4, bold: true };
  }
  if (one === label) {
    const text = `${name}, the true label`;
    return { text, points, colour: COLOURS.blue, width: 2.5, bold: true };
  }
  return { text: name, points, colour: COLOURS.ink, width: 1.25, opacity: 0.55 };
}

/** What was watched, at the right. */
function pictureOf(plot: PlotLibrary, watched: WatchedImage, right: number) {
  const { pixels, label, classNames } = watched;
  const src = pictureTile(pixels, watched);
  const place = { frameAnchor: 'top-right', dx: right - ASIDE - PICTURE / 2 } as const;
  return [
    plot.image([src], {
      ...{ ...place, dy: PICTURE / 2, width: PICTURE, height: PICTURE },
      ...{ src: (one: string) => one, imageRendering: 'pixelated' },
    }),
    plot.text([`true label: ${shortened(nameFor(classNames, label), LETTERS)}`], {
      ...place,
      dy: PICTURE + 10,
      textAnchor: 'middle',
    }),
  ];
}

function captionOf(
  { index, label, answer, classNames, prefers }: WatchedImage,
  window: Window,
  scores: Scores,
): string {
  const sums = summedOver(scores, window);
  const [next = answer] = runnersUp(sums, answer, prefers);
  const said = (one: number) => `${nameFor(classNames, one)} (${sums[one]?.toFixed(3)})`;
  return [
    `Image ${index} of the set, counted from 0, whose true label is ${nameFor(classNames, label)}, watched under each of ${sums.length} labels.`,
    'The score is the sum over layers of the mean squared activity; step 0 is the bottom-up pass, before any label.',
    `The ${prefers === 'least' ? 'lowest ' : ''}score summed over the shaded steps decides: ${said(answer)}, ahead of ${said(next)}.`,
  ].join(' ');
}
