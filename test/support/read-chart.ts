import { parseHTML } from 'linkedom';

type Element = ReturnType<typeof parseHTML>['document']['documentElement'];

/** A point in the numbers of the axes. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What was drawn along points, and how. */
export interface Drawn {
  readonly points: readonly Point[];
  readonly stroke: string | null;
  readonly fill: string | null;
  readonly dash: string | null;
  readonly width: number;
  readonly opacity: number;
  readonly radius: number;
}

/** A plot as a person reads it: by the numbers on its axes. */
export interface Chart {
  readonly lines: readonly Drawn[];
  readonly links: readonly Drawn[];
  readonly areas: readonly Drawn[];
  readonly rules: readonly Drawn[];
  /** Two corners each, of bars, shades and cells. */
  readonly rects: readonly Drawn[];
  /** One point each. */
  readonly dots: readonly Drawn[];
  readonly words: readonly (Point & { readonly text: string; readonly bold: boolean })[];
  /** In pixels from the plot's top left. */
  readonly images: readonly {
    readonly left: number;
    readonly top: number;
    readonly width: number;
  }[];
  /** Numbers named on the axes. */
  readonly ticks: { readonly x: readonly number[]; readonly y: readonly number[] };
  /** Pixels to one of the y axis' numbers; where that is linear. */
  readonly scale: Point;
}

/** The plots of a figure that hold no other plots, in order; `bend` is what its y axis goes by. */
export function readCharts(svg: string, bend = (y: number) => y, straight = bend): Chart[] {
  const all = [...parseHTML(svg).document.querySelectorAll('svg svg')] as Element[];
  return all
    .filter((one) => one.querySelector('svg') === null)
    .map((one) => readChart(one, bend, straight));
}

function readChart(plot: Element, bend: (y: number) => number, straight: (y: number) => number) {
  const [x, y] = [axisOf(plot, 'x', (one) => one), axisOf(plot, 'y', bend)];
  const point = (across: number, down: number): Point => ({
    x: x.number(across),
    y: straight(y.number(down)),
  });
  const marks = (name: string, element: string) =>
    [...plot.querySelectorAll(`g[aria-label="${name}"] ${element}`)] as Element[];
  const paths = (name: string) =>
    marks(name, 'path').map((path) =>
      drawn(
        path,
        pairs(path.getAttribute('d') ?? '').map(([a, b]) => point(a, b)),
      ),
    );
  return {
    lines: paths('line'),
    links: paths('link'),
    areas: paths('area'),
    rules: marks('rule', 'line').map((line) => {
      const [x1, x2, y1, y2] = ['x1', 'x2', 'y1', 'y2'].map((name) => numberOf(line, name));
      return drawn(line, [point(x1 as number, y1 as number), point(x2 as number, y2 as number)]);
    }),
    rects: [...marks('rect', 'rect'), ...marks('cell', 'rect')].map((rect) => {
      const [left, top] = [numberOf(rect, 'x'), numberOf(rect, 'y')];
      const [right, bottom] = [left + numberOf(rect, 'width'), top + numberOf(rect, 'height')];
      return drawn(rect, [point(left, top), point(right, bottom)]);
    }),
    dots: marks('dot', 'circle').map((dot) =>
      drawn(dot, [point(numberOf(dot, 'cx'), numberOf(dot, 'cy'))]),
    ),
    words: marks('text', 'text').map((text) => {
      const [a, b] = placeOf(text);
      const bold = attribute(text, 'font-weight') === 'bold';
      return { ...point(a, b), text: text.textContent ?? '', bold };
    }),
    images: marks('image', 'image').map((image) => {
      const [across, down] = placeOf(image.parentElement as Element);
      return {
        left: numberOf(image, 'x') + across,
        top: numberOf(image, 'y') + down,
        width: numberOf(image, 'width'),
      };
    }),
    ticks: { x: x.ticks, y: y.ticks },
    scale: { x: x.unit, y: y.unit },
  };
}

/** From pixels to numbers, by the first and the last number that an axis names. */
function axisOf(plot: Element, name: 'x' | 'y', bend: (value: number) => number) {
  const labels = [...plot.querySelectorAll(`g[aria-label="${name}-axis tick label"] text`)];
  const named = (labels as Element[]).map((label) => ({
    value: Number((label.textContent ?? '').replace('−', '-')),
    pixel: placeOf(label)[name === 'x' ? 0 : 1],
  }));
  const [first, last] = [named[0], named.at(-1)];
  const ticks = named.map(({ value }) => value);
  if (!first || !last || first === last)
    return { ticks, unit: Number.NaN, number: () => first?.value ?? Number.NaN };
  const unit = (last.pixel - first.pixel) / (bend(last.value) - bend(first.value));
  return {
    ticks,
    unit,
    number: (pixel: number) => bend(first.value) + (pixel - first.pixel) / unit,
  };
}

function drawn(element: Element, points: readonly Point[]): Drawn {
  const opacity = ['opacity', 'stroke-opacity', 'fill-opacity'].map((name) =>
    Number(attribute(element, name) ?? 1),
  );
  return {
    points,
    stroke: attribute(element, 'stroke'),
    fill: attribute(element, 'fill'),
    dash: attribute(element, 'stroke-dasharray'),
    width: Number(attribute(element, 'stroke-width') ?? 1),
    opacity: Math.min(...opacity),
    radius: Number(element.getAttribute('r') ?? 0),
  };
}

/** Plot writes what is the same for all of a mark on its group. */
function attribute(element: Element, name: string): string | null {
  return element.getAttribute(name) ?? element.parentElement?.getAttribute(name) ?? null;
}

function numberOf(element: Element, name: string): number {
  return Number(attribute(element, name));
}

function placeOf(element: Element): readonly [number, number] {
  const [pair] = pairs(element.getAttribute('transform') ?? '');
  return pair ?? [0, 0];
}

function pairs(text: string): (readonly [number, number])[] {
  return [...text.matchAll(/(-?[\d.]+(?:e-?\d+)?),(-?[\d.]+(?:e-?\d+)?)/g)].map(
    ([, a, b]) => [Number(a), Number(b)] as const,
  );
}

/** What is at this place; from the end where it is below 0. Throws where there is nothing. */
export function item<T>(list: readonly T[] | undefined, at: number): T {
  if (!list || at >= list.length || at < -list.length) throw new Error(`there is no item ${at}`);
  return list.at(at) as T;
}

/** The only one that fits. Throws where none does, or several do. */
export function found<T>(list: readonly T[], fits: (one: T) => boolean, what = ''): T {
  const all = list.filter(fits);
  if (all.length !== 1) throw new Error(`${all.length} of ${list.length} fit ${what}, not one`);
  return all[0] as T;
}
