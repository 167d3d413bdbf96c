import { drawFigure, type Figure } from '../charts/figure';
import { pictureRaster } from '../charts/raster';
import { IN_PIXELS, tiles } from '../charts/tiles';
import * as tf from '../engine/ops';
import { tidy } from '../engine/tidy';
import { gather } from '../images/batches';
import { imageSize, type LabelledImages } from '../images/labelled-images';

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
): Promise<Figure> {
  const { rows, columns, channels } = images;
  const shown = Math.min(SHOWN, Math.floor(images.count / 2));
  const made = Array.from({ length: shown }, (_, pair) => hybridOf(images, pair, draw));
  return drawFigure('hybrids', (plot) => {
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
      title: 'Hybrids of two images',
      caption: `${shown} hybrids, one per column, of ${2 * shown} images (${images.name}): the image where its mask is white, the other image where it is black. ${about}`,
      options: {
        ...{ ...IN_PIXELS, width: right + MARGIN, height: bottom + 1 },
        marks: [words, ...marks],
      },
    };
  });
}

/** Two images, a mask, and the hybrid of the two: [rows × columns × channels] each, in 0 … 1. */
interface Hybrid {
  readonly image: Float32Array;
  readonly mask: Float32Array;
  readonly other: Float32Array;
  readonly hybrid: Float32Array;
}

/** The hybrids of `pixels` [2, n_0], from the random stream of the pair of this number: [2, n_0]. */
export type DrawHybrids = (pixels: tf.Tensor2D, pair: number) => tf.Tensor2D;

/**
 * The hybrid of a pair of images of the set, drawn as the network's training draws them, from a
 * random stream of its own. The mask is what the same draws make of a white image and a black one.
 */
export function hybridOf(images: LabelledImages, pair: number, draw: DrawHybrids): Hybrid {
  const size = imageSize(images);
  const { pixels } = gather(images, [2 * pair, 2 * pair + 1]);
  const firstOf = (two: tf.Tensor2D) => draw(two, pair).dataSync<'float32'>().slice(0, size);
  return tidy(() => ({
    image: pixels.slice(0, size),
    other: pixels.slice(size),
    mask: firstOf(tf.concat2d([tf.ones([1, size]), tf.zeros([1, size])], 0)),
    hybrid: firstOf(tf.tensor2d(pixels, [2, size])),
  }));
}
