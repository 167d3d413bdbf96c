import { decode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import {
  BLUE_WHITE_ORANGE,
  type ColourMap,
  GREYS,
  type Rgb,
  VIRIDIS,
} from '../../src/charts/colours';
import { png } from '../../src/charts/png';
import { rangeAroundZero, rangeOf, raster } from '../../src/charts/raster';
import { svg } from '../../src/charts/svg';
import { headedTiles, IN_PIXELS, tiles } from '../../src/charts/tiles';
import { drawnImages, drawnWords, pixelsOf } from '../support/drawn';

/** Relative luminance of sRGB (WCAG 2). */
function luminance(colour: Rgb): number {
  const [red, green, blue] = colour.map((one) => {
    const share = one / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const alongOf = (map: ColourMap) => Array.from({ length: 101 }, (_, at) => map(at / 100));

describe('a colour map', () => {
  it('goes from one end to the other, and stays there', () => {
    expect(GREYS(0)).toEqual([0, 0, 0]);
    expect(GREYS(0.5)).toEqual([128, 128, 128]);
    expect(GREYS(1)).toEqual([255, 255, 255]);
    expect([VIRIDIS(-3), VIRIDIS(7)]).toEqual([VIRIDIS(0), VIRIDIS(1)]);
    expect(VIRIDIS(0)).toEqual([0x44, 0x01, 0x54]);
    expect(VIRIDIS(0.5)).toEqual([0x21, 0x91, 0x8c]);
    expect(VIRIDIS(1)).toEqual([0xfd, 0xe7, 0x25]);
  });

  it('is brighter, the higher, where it is sequential', () => {
    for (const map of [GREYS, VIRIDIS]) {
      const bright = alongOf(map).map(luminance);
      for (const [at, one] of bright.entries()) expect(one).toBeGreaterThan(bright[at - 1] ?? -1);
    }
  });

  it('is white at zero, blue below and orange above, as dark at both ends, where it diverges', () => {
    expect(BLUE_WHITE_ORANGE(0.5)).toEqual([255, 255, 255]);
    for (const away of [0.1, 0.2, 0.3, 0.4, 0.5]) {
      const [low, high] = [BLUE_WHITE_ORANGE(0.5 - away), BLUE_WHITE_ORANGE(0.5 + away)];
      expect(low[2]).toBeGreaterThan(low[0]);
      expect(high[0]).toBeGreaterThan(high[2]);
      expect(Math.abs(luminance(low) - luminance(high))).toBeLessThan(0.1);
    }
  });
});

describe('a raster', () => {
  const matrix = { rows: 2, columns: 3, values: [0, 1, 2, 3, 4, 99] };

  it('has a pixel a number, the first row at the top', () => {
    const { width, height, colours } = pixelsOf(raster(matrix, { from: 0, to: 4 }, GREYS));
    expect([width, height]).toEqual([3, 2]);
    const grey = (value: number) => [value, value, value, 255];
    expect(colours).toEqual([0, 64, 128, 191, 255, 255].map(grey));
  });

  it('leaves what is no number transparent, and knows a range of one value', () => {
    const values = [Number.NaN, 5];
    const { colours } = pixelsOf(
      raster({ rows: 1, columns: 2, values }, { from: 5, to: 5 }, GREYS),
    );
    expect(colours).toEqual([
      [0, 0, 0, 0],
      [0, 0, 0, 255],
    ]);
  });

  it('wants as many values as there are pixels', () => {
    expect(() => raster({ ...matrix, rows: 3 }, { from: 0, to: 1 }, GREYS)).toThrow(
      '6 values are not 3 × 3',
    );
  });

  it('has ranges of all values, or as far on both sides of zero', () => {
    expect(rangeOf([2, -3, 1])).toEqual({ from: -3, to: 2 });
    expect(rangeAroundZero([2, -3, 1])).toEqual({ from: -3, to: 3 });
    expect(rangeAroundZero([-2, 3, 1])).toEqual({ from: -3, to: 3 });
    expect(rangeOf([])).toEqual({ from: 0, to: 0 });
  });
});

const dot = (value: number) =>
  raster({ rows: 1, columns: 1, values: [value] }, { from: 0, to: 1 }, GREYS);
const GRID = { columns: 2, width: 56, height: 84, pitch: 70, left: 20, top: 10 };

describe('tiles', () => {
  const draw = (pictures: { src: string; under?: string }[]) =>
    svg((plot) => {
      const { marks, right, bottom } = tiles(plot, pictures, GRID);
      return {
        title: 't',
        caption: 'c',
        options: { ...IN_PIXELS, width: right, height: bottom, marks },
      };
    });

  it('lie row by row, enlarged with edges, each over its words', async () => {
    const drawn = await draw([
      { src: dot(0), under: 'first' },
      { src: dot(1), under: 'second' },
      { src: dot(0.5), under: 'third' },
    ]);
    const images = drawnImages(drawn);
    expect(images.map(({ x, y }) => [x, y])).toEqual([
      [20, 10],
      [90, 10],
      [20, 120],
    ]);
    for (const one of images) {
      expect([one.width, one.height, one.rendering]).toEqual([56, 84, 'pixelated']);
    }
    expect(images.map(({ src }) => pixelsOf(src).colours[0]?.[0])).toEqual([0, 255, 128]);
    expect(drawnWords(drawn)).toEqual(['t', 'first', 'second', 'third', 'c']);
  });

  it('take no room for words that are not there', async () => {
    const images = drawnImages(await draw([dot(0), dot(0), dot(0)].map((src) => ({ src }))));
    expect(images.map(({ y }) => y)).toEqual([10, 10, 102]);
  });

  it('have headings, also where there are none of a kind', async () => {
    const drawn = await svg((plot) => {
      const groups = [
        { heading: 'none', pictures: [] },
        { heading: 'one', pictures: [{ src: dot(0) }] },
      ];
      const { marks, bottom } = headedTiles(plot, groups, GRID);
      return {
        title: 't',
        caption: 'c',
        options: { ...IN_PIXELS, width: 300, height: bottom, marks },
      };
    });
    expect(drawnWords(drawn)).toEqual(['t', 'none', 'one', 'c']);
    expect(drawnImages(drawn).map(({ y }) => y)).toEqual([10 + 24 + 20 + 24]);
  });
});

describe('a PNG of a figure', () => {
  const figure = (caption: string, src = dot(0)) =>
    svg((plot) => ({
      title: 'title',
      caption,
      options: {
        ...{ ...IN_PIXELS, width: 200, height: 60 },
        marks: tiles(plot, [{ src }], { ...GRID, width: 10, height: 10 }).marks,
      },
    }));
  const drawn = async (text: string) => decode(await png(text));
  const WHITE = [255, 255, 255, 255];

  it('is twice as large, on white', async () => {
    const { width, height, data } = await drawn(await figure('words'));
    expect([width, height]).toEqual([400, 2 * (44 + 60 + 20 + 17)]);
    expect([...data.slice(0, 4)]).toEqual(WHITE);
  });

  it('has its words, in whatever font they are asked for', async () => {
    const some = await figure('words');
    const none = await drawn(some.replaceAll(/>words</g, '><'));
    const dark = (data: ArrayLike<number>) =>
      Array.from(data).filter((one, at) => at % 4 === 0 && one < 128).length;
    for (const family of ['system-ui, sans-serif', 'A Font Nobody Has', 'monospace']) {
      const { data } = await drawn(some.replaceAll('system-ui, sans-serif', family));
      expect(dark(data) - dark(none.data), family).toBeGreaterThan(50);
    }
    const bold = await drawn(some);
    const regular = await drawn(some.replaceAll('font-weight="bold"', ''));
    expect(dark(bold.data)).toBeGreaterThan(dark(regular.data));
  });

  it('keeps the edges of enlarged pixels', async () => {
    const values = [0, 1];
    const src = raster({ rows: 1, columns: 2, values }, { from: 0, to: 1 }, GREYS);
    const { width, data } = await drawn(await figure('words', src));
    const row = 2 * (44 + 15);
    const at = (column: number) => data[4 * (row * width + column)];
    expect([42, 46, 49, 50, 54, 57].map(at)).toEqual([0, 0, 0, 255, 255, 255]);
  });

  it('shows what halos are drawn in', async () => {
    const halo = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9" fill="#000"/><rect x="3" y="3" width="3" height="3" fill="none" stroke-width="4" stroke="var(--plot-background)"/></svg>`;
    const { data } = await drawn(halo);
    expect(Math.max(...data.filter((_, at) => at % 4 === 0))).toBe(255);
  });
});
