import { drawFigure, type Figure } from '../charts/figure';
import { seriesLooks } from '../charts/looks';
import { inset, panels } from '../charts/panels';
import type { FigureDeclaration, PlotLibrary } from '../charts/svg';
import { readingErrors } from './reading-errors';
import { type ReadingLook, type StrengthError, singles } from './strength-error';
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
): Promise<Figure> {
  const originals = points.filter(({ strength }) => strength === 0);
  const harder = points.filter(({ strength }) => strength !== 0);
  const names = [...new Set(points.map(({ reading }) => reading))];
  const lookOf = seriesLooks(names);
  const readings = names.map((reading) => ({ reading, ...lookOf(reading) }));
  return drawFigure('error-by-strength', (plot) => ({
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
): FigureDeclaration['options'] {
  const conditions = [...new Set(harder.map(({ condition }) => condition))];
  const columns = Math.min(COLUMNS, conditions.length);
  const width = WIDTH * Math.max(2, columns);
  const named = readingErrors(plot, readings, originals, width);
  if (conditions.length === 0) return named;
  const highest = Math.max(
    ...[...originals, ...harder].flatMap(({ high, each }) => [high, ...singles(each)]),
  );
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
  const top = 'Top: the images as they are; lines through the dots are 95 % intervals.';
  const below =
    'Below: a panel for each condition, from barely harder to hard for a person; bands are 95 % intervals.';
  const both = 'In every panel, strength 0 is the images as they are.';
  const [some, more] = [originals.length > 0, harder.length > 0];
  const several = [...originals, ...harder].some(({ each }) => singles(each).length > 0);
  const single = several && 'Small dots: single networks.';
  const said = [images && `${images}.`, some && top, more && below, some && more && both, single];
  return said.filter(Boolean).join(' ');
}
