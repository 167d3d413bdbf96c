import { VIRIDIS } from '../charts/colours';
import { drawFigure, type Figure } from '../charts/figure';
import { colourBar, HEAT_MAP_TOP, heatMap } from '../charts/heat-map';
import { pictureTile } from '../charts/image-tile';
import { panels } from '../charts/panels';
import type { FigureDeclaration } from '../charts/svg';
import { IN_PIXELS, tiles } from '../charts/tiles';
import { nameFor } from '../images/labelled-images';
import { runnersUp, scoresByStep, summedOver } from '../observation/scores';
import type { WatchedImage } from '../observation/watched-image';
import type { Window } from '../perception/perception-settings';
import { activityMatrices, activityScale } from './activity-matrices';

/** Pixels: of a map, with and without its axes; of the image; and what stands beside the maps. */
const MAP = { width: 440, rows: 250 };
const PICTURE = { columns: 1, width: 84, height: 84, pitch: 84, top: HEAT_MAP_TOP };
const BESIDE = 124;

/**
 * What every unit did under the label that won and under the one that came next, step by step: a
 * heat map a layer and label, all in the same colours, the units of a layer in the same order.
 */
export async function activityMap(watched: WatchedImage, window: Window): Promise<Figure> {
  const { answer, goodness, classNames, prefers } = watched;
  const name = (label: number) => nameFor(classNames, label);
  const sums = summedOver(scoresByStep(goodness), window);
  const [next = answer] = runnersUp(sums, answer, prefers);
  const maps = activityMatrices(watched, [answer, next], MAP.rows);
  const range = activityScale(maps);
  return drawFigure(`activity-map-of-image-${watched.index}`, (plot): FigureDeclaration => {
    const plots = maps.map(({ layer, label, units, matrix }) =>
      heatMap(plot, {
        title: `layer ${layer + 1}, under ${name(label)}${label === answer ? ', its answer' : ', the runner-up'}`,
        ...{ ...MAP, matrix, range, map: VIRIDIS },
        x: { label: 'time step', marked: { ...window, text: 'these steps decide' } },
        y: { label: 'units, sorted', count: units },
      }),
    );
    const laid = panels(plot, { plots, columns: 2 });
    const left = laid.width + 4;
    const image = {
      src: pictureTile(watched.pixels, watched),
      under: `true label: ${name(watched.label)}`,
    };
    const seen = tiles(plot, [image], { ...PICTURE, left });
    const box = { left, top: seen.bottom + 50, width: 16, height: 140 };
    const key = colourBar(plot, range, VIRIDIS, { label: 'activity', box, orMore: true });
    const unitsALine = Math.max(...maps.map((one) => one.unitsALine));
    return {
      title: `The activity of every unit under ${name(answer)}, the answer, and ${name(next)}, the runner-up`,
      caption: captionOf(watched, { answer: name(answer), next: name(next), window, unitsALine }),
      options: {
        ...{ ...laid, ...IN_PIXELS, width: laid.width + BESIDE },
        marks: [...(laid.marks ?? []), ...seen.marks, ...key],
      },
    };
  });
}

interface Shown {
  /** What they are called. */
  readonly answer: string;
  readonly next: string;
  readonly window: Window;
  readonly unitsALine: number;
}

function captionOf(
  { index, label, units, goodness, classNames, prefers }: WatchedImage,
  { answer, next, window: { first, last }, unitsALine }: Shown,
): string {
  return [
    `Activity (dimensionless, before normalisation) of all ${units.join(' + ')} units in ${goodness.length - 1} time steps, while image ${index} of the set, counted from 0, whose true label is ${nameFor(classNames, label)}, was watched under two of ${goodness[0]?.length} labels: ${answer}, whose goodness over steps ${first} to ${last} is ${prefers === 'least' ? 'lowest' : 'highest'}, and ${next}, which comes next. Step 0 is the bottom-up pass, before any label.`,
    `The units of a layer are in the same order under both: by the step at which they are most active under ${answer}, and among units of one step by their activity, highest first; those at the bottom are never active under ${answer}.`,
    ...(unitsALine > 1 ? [`Each line is the mean of up to ${unitsALine} units.`] : []),
    'All maps have the same colour scale.',
  ].join(' ');
}
