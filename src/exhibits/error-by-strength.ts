import { inset, panels } from '../figures/panels';
import { seriesLook } from '../figures/series-look';
import type { Figure, PlotLibrary } from '../figures/svg';
import { type Exhibit, exhibit } from './exhibit';
import { type ReadingLook, readingErrors, type StrengthError } from './reading-errors';
import { strengthPanel } from './strength-panel';

/** Pixels of a panel, where there are enough of them. */
const WIDTH = 340;
const HEIGHT = 264;
const COLUMNS = 3;

/**
 * Error against strength, a panel for each condition and a colour for each reading; over them the
 * errors on the images as they are, whose rows name the readings. Where those were measured (at
 * strength 0, under any condition), all lines start with them. `images` says in words what was read.
 */
export async function errorByStrength(
  points: readonly StrengthError[],
  images?: string,
): Promise<Exhibit> {
  const originals = points.filter(({ strength }) => strength === 0);
  const harder = points.filter(({ strength }) => strength !== 0);
  const names = [...new Set(points.map(({ reading }) => reading))];
  const readings = names.map((reading, at) => ({ reading, ...seriesLook(at) }));
  return exhibit('error-by-strength', (plot) => ({
    title: harder.length > 0 ? 'Error on images made harder' : 'Error on the images as they are',
    caption: captionOf(originals, harder, images),
    options: optionsOf(plot, readings, originals, harder),
  }));
}

function optionsOf(
  plot: PlotLibrary,
  readings: readonly ReadingLook[],
  originals: readonly StrengthError[],
  harder: readonly StrengthError[],
): Figure['options'] {
  const conditions = [...new Set(harder.map(({ condition }) => condition))];
  const columns = Math.min(COLUMNS, conditions.length);
  const width = WIDTH * Math.max(2, columns);
  const named = readingErrors(plot, readings, originals, width);
  if (conditions.length === 0) return named;
  const highest = Math.max(...[...originals, ...harder].map(({ high }) => high));
  const most = highest > 50 ? 100 : 1.05 * highest || 1;
  const plots = conditions.map((condition, at) => {
    const own = harder.filter((point) => point.condition === condition);
    const first = at % columns === 0;
    const size = { width: width / columns, height: HEIGHT };
    return strengthPanel(plot, readings, [...originals, ...own], {
      ...{ ...size, condition, most, first },
    });
  });
  return panels(plot, {
    ...{ plots, columns, top: named.height, marks: [inset(plot, named, 0, 0)] },
  });
}

function captionOf(
  originals: readonly StrengthError[],
  harder: readonly StrengthError[],
  images: string | undefined,
): string {
  return [
    ...(images === undefined ? [] : [`${images}.`]),
    ...(originals.length > 0
      ? ['Top: the images as they are; lines through the dots are 95 % intervals.']
      : []),
    ...(harder.length > 0
      ? [
          'Below: a panel for each way of making them harder, from barely to hard for a person; bands are 95 % intervals.',
        ]
      : []),
    ...(originals.length > 0 && harder.length > 0
      ? ['Strength 0 is the images as they are, in every panel.']
      : []),
  ].join(' ');
}
