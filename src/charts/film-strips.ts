import type { ImageShape } from '../images/labelled-images';
import { drawFigure, type Figure } from './figure';
import { fieldTile } from './image-tile';
import { pictureRaster } from './raster';
import { IN_PIXELS, type Tile, tiles } from './tiles';

/** Pictures in a row, and what the row is. */
export interface FilmStrip {
  readonly title: string;
  /**
   * Pixels in 0 … 1, [rows × columns × channels], and a line under them. `field`: numbers around 0 instead, in the
   * colours of `fieldTile`.
   */
  readonly pictures: readonly {
    readonly pixels: ArrayLike<number>;
    readonly under?: string;
    readonly field?: boolean;
  }[];
}

/** Rows of as many pictures each. */
export interface FilmStrips {
  /** Of the file, in kebab-case. */
  readonly name: string;
  readonly title: string;
  readonly caption: string;
  /** Over the columns. */
  readonly heads: readonly string[];
  readonly strips: readonly FilmStrip[];
  /** Of each picture, in pixels of its own. */
  readonly size: ImageShape;
}

const UNIT = { from: 0, to: 1 };
const TILE = { width: 70, height: 70, pitch: 78 };
/** Pixels around, for a letter of a row's title, for the heads, and between rows. */
const MARGIN = 20;
const LETTER = 7.2;
const HEAD = 24;
const APART = 10;

/** Draws pictures in rows: how something changes from the left to the right. */
export function filmStrips(given: FilmStrips): Promise<Figure> {
  const { name, title, caption, heads, strips, size } = given;
  const shape = { rows: size.rows, columns: size.columns, channels: size.channels };
  const left = 2 * MARGIN + LETTER * Math.max(...strips.map((strip) => strip.title.length));
  return drawFigure(name, (plot) => {
    let top = HEAD;
    const marks = strips.flatMap((strip) => {
      const pictures = strip.pictures.map(
        ({ pixels, under, field = false }): Tile => ({
          src: field
            ? fieldTile(Float32Array.from(pixels), size)
            : pictureRaster({ ...shape, values: pixels }, UNIT),
          ...(under !== undefined && { under }),
        }),
      );
      const middle = top + TILE.height / 2;
      const laid = tiles(plot, pictures, { ...TILE, columns: pictures.length, left, top });
      top = laid.bottom + APART;
      return [
        plot.text([strip.title], { x: MARGIN, y: middle, textAnchor: 'start' }),
        ...laid.marks,
      ];
    });
    const places = heads.map((text, at) => ({ text, x: left + at * TILE.pitch + TILE.width / 2 }));
    return {
      title,
      caption,
      options: {
        ...IN_PIXELS,
        width: left + (heads.length - 1) * TILE.pitch + TILE.width + MARGIN,
        height: top - APART + 1,
        marks: [plot.text(places, { x: 'x', y: HEAD / 2, text: 'text' }), ...marks],
      },
    };
  });
}
