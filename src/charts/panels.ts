import type { Markish, RenderFunction } from '@observablehq/plot';
import type { FigureDeclaration, PlotLibrary } from './svg';

/** Plots in rows, from the left and from the top; each has scales of its own. */
export interface Panels {
  /** All of the first one's size. */
  readonly plots: readonly FigureDeclaration['options'][];
  readonly columns: number;
  /** Pixels that stay free above them. */
  readonly top?: number;
  readonly marks?: readonly Markish[];
}

/** Several plots of one size as one, with marks around them. */
export function panels(
  plot: PlotLibrary,
  { plots, columns, top = 0, marks = [] }: Panels,
): FigureDeclaration['options'] {
  const { width, height } = plots[0] as FigureDeclaration['options'];
  const rows = Math.ceil(plots.length / columns);
  const each = plots.map((options, at) =>
    inset(plot, options, width * (at % columns), top + height * Math.floor(at / columns)),
  );
  return {
    width: width * Math.min(columns, plots.length),
    height: top + height * rows,
    margin: 0,
    marks: [...marks, ...each],
  };
}

/** A plot as a mark of another: its top left corner is this far, in pixels, from the other's. */
export function inset(
  plot: PlotLibrary,
  options: FigureDeclaration['options'],
  left: number,
  top: number,
): Markish {
  const draw: RenderFunction = (_, __, ___, ____, { document }) => {
    const drawn = plot.plot({ ...options, document, style: { fontSize: '12px' } });
    drawn.setAttribute('x', String(left));
    drawn.setAttribute('y', String(top));
    return drawn as unknown as ReturnType<RenderFunction>;
  };
  return draw;
}

/** So many pixels from the top left corner of a plot's frame. */
interface Away {
  readonly dx: number;
  readonly dy: number;
}

/** Words above a plot's frame, from the left. */
export function corner(plot: PlotLibrary, words: string, away: Away, look = {}): Markish {
  return plot.text([words], { frameAnchor: 'top-left', textAnchor: 'start', ...away, ...look });
}

/** What a plot among others shows. */
export function heading(plot: PlotLibrary, words: string, away: Away): Markish {
  return corner(plot, words, away, { fontWeight: 'bold', fontSize: 13 });
}
