import { inLines } from './in-lines';

export type PlotLibrary = typeof import('@observablehq/plot');
type PlotOptions = import('@observablehq/plot').PlotOptions;

/** A figure as it is declared: what it is called, what it shows, and how it is drawn. */
export interface FigureDeclaration {
  /** In a line. */
  readonly title: string;
  /** What is shown, of what and how many; wrapped to the width. */
  readonly caption: string;
  /** As Observable Plot takes them. No legends: lines and dots are labelled where they are. */
  readonly options: PlotOptions & { readonly width: number; readonly height: number };
}

const FONT = 'system-ui, sans-serif';
/**
 * Ink and paper: dark on light, and the other way where the reader prefers that. `currentColor` is
 * the ink, the class `paper` what lies under it; Plot sets its halos in `--plot-background`.
 */
const STYLE = `svg { color: #1a1a1a; --plot-background: #fff; } .paper { fill: #fff; }
@media (prefers-color-scheme: dark) {
  svg { color: #e6e6e6; --plot-background: #17191d; } .paper { fill: #17191d; }
}`;
const SVG = 'http://www.w3.org/2000/svg';
/** Pixels: room for the title, around all, of a line of the caption, and of a letter in wide fonts. */
const TITLE = 44;
const MARGIN = 20;
const LINE = 17;
/** Of a drawing without its caption: what of that room stays. */
const BELOW = 4;
const LETTER = 6.8;

/**
 * Draws a figure as an SVG file's content: in system fonts, words as words, on white, or on black
 * where the reader prefers that. `declare` is handed Observable Plot; it and its document are loaded for this.
 */
export async function svg(declare: (plot: PlotLibrary) => FigureDeclaration): Promise<string> {
  const [plot, { DOMParser }] = await Promise.all([
    import('@observablehq/plot'),
    import('linkedom'),
  ]);
  const { title, caption, options } = declare(plot);
  const { width, height } = options;
  // An XML document: one of HTML would leave & and < in attributes as they are.
  const document = new DOMParser().parseFromString('<svg/>', 'image/svg+xml');
  const element = (name: string, attributes: Record<string, string | number>, text = '') => {
    const made = document.createElementNS(SVG, name, null);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
    made.textContent = text;
    return made;
  };
  const drawn = plot.plot({
    ...options,
    document: document as unknown as NonNullable<PlotOptions['document']>,
    style: { fontSize: '12px', fontFamily: FONT },
  }) as unknown as ReturnType<typeof element>;
  drawn.setAttribute('y', String(TITLE));
  const lines = inLines(caption, (width - 2 * MARGIN) / LETTER);
  const all = TITLE + height + MARGIN + LINE * lines.length;
  const whole = element('svg', { width, height: all, viewBox: `0 0 ${width} ${all}` });
  const said = { xmlns: SVG, role: 'img', 'aria-label': title, [DRAWING]: `${TITLE} ${height}` };
  for (const [name, value] of Object.entries(said)) whole.setAttribute(name, value);
  const words = { x: MARGIN, 'font-family': FONT, fill: 'currentColor' };
  const below = (line: number) => TITLE + height + MARGIN + LINE * line;
  whole.append(
    element('desc', {}, caption),
    element('style', {}, STYLE),
    element('rect', { width, height: all, class: 'paper' }),
    element('text', { ...words, y: 28, 'font-size': 17, 'font-weight': 'bold' }, title),
    drawn,
    ...lines.map((line, at) => element('text', { ...words, y: below(at), 'font-size': 12 }, line)),
  );
  return `${whole.outerHTML}\n`;
}

/** Of a figure's SVG: from where its drawing lies below the title, and how high it is above the caption, in pixels. */
const DRAWING = 'data-drawing';
const SAID = new RegExp(`^<svg [^>]*?\\b${DRAWING}="(\\d+) ([\\d.]+)"[^>]*>`);
const SIZE = /\b(height|viewBox)="[^"]*"/g;

/**
 * A figure's drawing without its title and caption, for a page that says them itself, and how wide it is;
 * undefined of an SVG that does not tell where it is.
 */
export function drawingOf(
  svg: string,
): { readonly svg: string; readonly width: number } | undefined {
  const [head = '', top, high] = SAID.exec(svg) ?? [];
  const width = Number(/\bwidth="([\d.]+)"/.exec(head)?.[1]);
  if (head === '' || !(width > 0)) return undefined;
  const height = Number(high) + BELOW;
  const sizes = { height: String(height), viewBox: `0 ${top} ${width} ${height}` };
  const cropped = head.replace(SIZE, (_, name: keyof typeof sizes) => `${name}="${sizes[name]}"`);
  return { svg: cropped + svg.slice(head.length), width };
}
