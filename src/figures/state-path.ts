import { Matrix, SVD } from 'ml-matrix';
import { COLOURS } from '../charts/colours';
import { evenGround, type PlotPoint, pushedApart } from '../charts/even-ground';
import { drawFigure, type Figure } from '../charts/figure';
import type { FigureDeclaration, PlotLibrary } from '../charts/svg';
import { nameFor, namesSaid } from '../images/labelled-images';
import type { WatchedImage } from '../observation/watched-image';

/** Pixels: of the figure, around the frame, and from label to label. */
const SIZE = { width: 720, height: 560 };
const MARGINS = { marginLeft: 60, marginRight: 30, marginTop: 36, marginBottom: 46 };
const FRAME = { width: 630, height: 478 };
const DISC = 9;

/**
 * The paths of a hidden layer's state (1 … L) under each label, step by step, while a network watched
 * one image: seen in the plane in which all its states, under all labels, differ most.
 * Throws RangeError where there is no such layer.
 */
export async function statePath(watched: WatchedImage, layer: number): Promise<Figure> {
  const { index, units } = watched;
  const activity = watched.activity[layer - 1];
  if (!activity) throw new RangeError(`no hidden layer ${layer}: there are ${units.length}`);
  const plane = principalPlane(activity, units[layer - 1] as number);
  return drawFigure(`state-path-of-layer-${layer}-image-${index}`, (plot) => ({
    title: `The states of layer ${layer} under each label`,
    caption: captionOf(watched, layer),
    options: optionsOf(plot, watched, plane),
  }));
}

function optionsOf(
  plot: PlotLibrary,
  watched: WatchedImage,
  plane: Plane,
): FigureDeclaration['options'] {
  const { points, shares } = plane;
  const ground = evenGround(points, FRAME);
  const hypotheses = watched.goodness[0]?.length ?? 0;
  const paths = Array.from({ length: hypotheses }, (_, one) => ({
    ...{ one, ...lookOf(one, watched) },
    path: points.filter((__, at) => at % hypotheses === one),
  }));
  const discs = pushedApart(
    paths.map(({ path }) => ground.pixels(path.at(-1) as PlotPoint)),
    2 * DISC + 2,
  ).map(ground.point);
  const place = { x: 'x', y: 'y' };
  const start = points.slice(0, 1);
  const axis = (at: 0 | 1) =>
    `principal component ${at + 1}: ${(100 * (shares[at] ?? 0)).toFixed(0)} % of the variance`;
  const drawn = [...paths].sort((one, other) => one.width - other.width);
  return {
    ...{ ...SIZE, ...MARGINS },
    x: {
      label: axis(0),
      domain: [...ground.x],
      labelAnchor: 'center',
      grid: true,
      tickSpacing: 80,
    },
    y: { label: axis(1), domain: [...ground.y], grid: true, tickSpacing: 80 },
    marks: [
      ...drawn.flatMap(({ path, one, colour, width, opacity }) => {
        const look = { stroke: colour, strokeWidth: width, strokeOpacity: opacity };
        const leads = [...path.slice(-1), discs[one] as PlotPoint];
        return [
          plot.line(path, { ...place, ...look }),
          plot.dot(path, { ...place, fill: colour, fillOpacity: opacity, r: 1 + width / 2 }),
          plot.link([leads], {
            ...{ x1: ([end]) => end?.x, y1: ([end]) => end?.y, strokeOpacity: opacity },
            ...{ x2: ([, disc]) => disc?.x, y2: ([, disc]) => disc?.y, stroke: colour },
          }),
        ];
      }),
      ...drawn.flatMap(({ one, colour, width }) => {
        const disc = [discs[one] as PlotPoint];
        const paper = { fill: 'var(--plot-background)', stroke: colour, r: DISC };
        const fontWeight = width > THIN ? 'bold' : 'normal';
        return [
          plot.dot(disc, { ...place, ...paper, strokeWidth: Math.min(width, 2) }),
          plot.text(disc, { ...place, text: () => `${one}`, fontWeight }),
        ];
      }),
      plot.dot(start, { ...place, r: 7, stroke: COLOURS.ink, strokeWidth: 2 }),
      plot.text(start, { ...place, text: () => 'start', dx: -12, textAnchor: 'end' }),
    ],
  };
}

/** Of the paths that matter least. */
const THIN = 1.25;

/** The winner's path thick and in a colour; the true label's too, where it is another. */
function lookOf(one: number, { answer, label }: Pick<WatchedImage, 'answer' | 'label'>) {
  if (one === answer) return { colour: COLOURS.vermilion, width: 4, opacity: 1 };
  if (one === label) return { colour: COLOURS.blue, width: 2.5, opacity: 1 };
  return { colour: COLOURS.ink, width: THIN, opacity: 0.5 };
}

function captionOf(watched: WatchedImage, layer: number): string {
  const { index, label, answer, goodness, units, classNames } = watched;
  const name = (one: number) => nameFor(classNames, one);
  const other = answer === label ? '' : `; blue: ${name(label)}, the true label`;
  const names = namesSaid(classNames);
  const key = names ? [`Labels: ${names.map((one, at) => `${at} ${one}`).join(', ')}.`] : [];
  return [
    `Image ${index} of the set, counted from 0, whose true label is ${name(label)}: the state of the ${units[layer - 1]} units of layer ${layer}, from the bottom-up pass (start) through ${goodness.length - 1} steps (dots) to the last (numbered by the label held at the top).`,
    `Thick: ${name(answer)}, the answer${other}.`,
    ...key,
    'Axes: the first two principal components of all these states, in units of activity, both to one scale.',
  ].join(' ');
}

/** States in a plane, and the share of the variance that each axis shows, 0 … 1. */
interface Plane {
  readonly points: readonly PlotPoint[];
  readonly shares: readonly number[];
}

/**
 * States [count × units] in the plane of their first two principal components. The sign of an axis
 * means nothing: here the first state lies at negative coordinates, or at 0.
 */
export function principalPlane(states: Float32Array, units: number): Plane {
  const rows = Array.from({ length: states.length / units }, (_, at) =>
    Array.from(states.subarray(at * units, (at + 1) * units)),
  );
  const centred = new Matrix(rows).center('column');
  const { rightSingularVectors: directions, diagonal } = new SVD(centred, {
    computeLeftSingularVectors: false,
    autoTranspose: true,
  });
  const all = centred.mmul(directions).to2DArray();
  const variances = diagonal.map((length) => length ** 2);
  const variance = variances.reduce((sum, one) => sum + one, 0);
  const sign = [0, 1].map((axis) => ((all[0]?.[axis] ?? 0) > 0 ? -1 : 1));
  const at = (row: readonly number[], axis: 0 | 1) => (sign[axis] as number) * (row[axis] ?? 0);
  return {
    points: all.map((row) => ({ x: at(row, 0), y: at(row, 1) })),
    shares: variances.slice(0, 2).map((one) => one / variance || 0), // NaN where none varies
  };
}
