import type { LabelledImages } from '../data/labelled-images';
import { pictureRaster } from '../figures/picture';
import { IN_PIXELS, tiles } from '../figures/tiles';
import { type Exhibit, exhibit } from './exhibit';
import { type DrawHybrids, type Hybrid, hybridOf } from './hybrid-of';

/** Hybrids shown, as far as there are images. */
const SHOWN = 8;
const TILE = { columns: SHOWN, width: 84, height: 84, pitch: 92, left: 104, top: 1 };
const MARGIN = 20;
const UNIT = { from: 0, to: 1 };

/** What the rows of the figure show. */
const ROWS: Record<keyof Hybrid, string> = {
  image: 'image',
  mask: 'mask',
  other: 'other image',
  hybrid: 'hybrid',
};

/** What hybrids a network learns to tell from images: some, and how they are made (`about`). */
export async function hybrids(
  images: LabelledImages,
  about: string,
  draw: DrawHybrids,
): Promise<Exhibit> {
  const { rows, columns, channels } = images;
  const shown = Math.min(SHOWN, Math.floor(images.count / 2));
  const made = Array.from({ length: shown }, (_, pair) => hybridOf(images, pair, draw));
  return exhibit('hybrids', (plot) => {
    const names = Object.keys(ROWS) as (keyof Hybrid)[];
    const pictures = names.flatMap((name) =>
      made.map((one) => ({
        src: pictureRaster({ rows, columns, channels, values: one[name] }, UNIT),
      })),
    );
    const { marks, down, right, bottom } = tiles(plot, pictures, { ...TILE, columns: shown });
    const words = plot.text(names, {
      x: MARGIN,
      y: (_: string, row: number) => TILE.top + row * down + TILE.height / 2,
      text: (name: keyof Hybrid) => ROWS[name],
      textAnchor: 'start',
    });
    return {
      title: 'Hybrid images, of two images each',
      caption: `${shown} hybrids, one a column, of ${2 * shown} images (${images.name}): the image where its mask is white, the other image where it is black. ${about}`,
      options: {
        ...IN_PIXELS,
        width: right + MARGIN,
        height: bottom + 1,
        marks: [words, ...marks],
      },
    };
  });
}
