import { type FigureDeclaration, type PlotLibrary, svg } from './svg';

/** A figure of a run, drawn. */
export interface Figure {
  /** What its file is called, in kebab-case. */
  readonly name: string;
  /** In a line. */
  readonly title: string;
  /** What is shown, of what and how many. */
  readonly caption: string;
  /** An SVG file's content. */
  readonly svg: string;
}

/** Draws a figure under a name. */
export async function drawFigure(
  name: string,
  declare: (plot: PlotLibrary) => FigureDeclaration,
): Promise<Figure> {
  let declared: Pick<FigureDeclaration, 'title' | 'caption'> = { title: '', caption: '' };
  const drawn = await svg((plot) => {
    const figure = declare(plot);
    declared = figure;
    return figure;
  });
  const { title, caption } = declared;
  return { name, title, caption, svg: drawn };
}

/** Words as a part of a file's name: `goodness, seed 17` → `goodness-seed-17`. */
export function kebab(words: string): string {
  return words.replaceAll(/\W+/g, '-').replaceAll(/^-|-$/g, '');
}
