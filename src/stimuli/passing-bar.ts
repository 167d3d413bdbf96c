import { pixelsOf } from '../data/labelled-images';
import { randomStream } from '../engine/random';
import { fillBox } from './box';
import { filmed, type Motion } from './film';
import { GREY } from './occlusion';

const PASSING_BAR = 'passing-bar';

/**
 * A grey bar as high as the image passes in front of it, from the left or from the right as each image
 * draws it. It is as wide as covers the stated share of the image, rounded to whole columns, and
 * moves from just outside on one side to just outside on the other, by whole pixels.
 */
export function passingBar(share: number): Motion {
  return {
    name: PASSING_BAR,
    shows: `a grey bar that hides ${Math.round(100 * share)} % of the image passes in front`,
    film: (images, which, last, seed) =>
      filmed(images, which, last, (image, time) => {
        const fromRight = randomStream(seed, PASSING_BAR, image).uniform() < 0.5;
        const { rows, columns } = images;
        const wide = Math.round(share * columns);
        const left = Math.round((fromRight ? 1 - time : time) * (columns + wide)) - wide;
        const [from, to] = [Math.max(0, left), Math.min(columns, left + wide)];
        const hidden = Uint8Array.from(pixelsOf(images, image));
        if (to > from)
          fillBox(hidden, images, { top: 0, left: from, rows, columns: to - from }, GREY);
        return hidden;
      }),
  };
}
