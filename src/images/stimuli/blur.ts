import { type Condition, checkStrength } from './condition';
import { eachChannel, eachImage } from './each-image';

const name = 'blur';
/** As a standard deviation in pixels: the work grows with it, and images of 28 × 28 are even long before. */
const MOST = 100;

/**
 * Gaussian blur; at the edges the image goes on as its mirror image, so that no light is lost and
 * none comes in: the sum of all pixels stays, but for rounding.
 */
export const blur: Condition = {
  name,
  shows: 'a blurred image',
  unit: 'standard deviation in pixels',
  strengths: [0.75, 1.5, 2.25, 3],
  apply(images, strength) {
    checkStrength(name, strength, { most: MOST });
    const { rows, columns } = images;
    const [down, across] = [spread(rows, strength), spread(columns, strength)];
    return eachImage(images, (pixels) =>
      eachChannel(pixels, images, (channel) =>
        spreadLines(spreadLines(channel, columns, across), rows, down),
      ),
    );
  },
};

/** How much of the pixel at j comes to i along a line: [length × length], symmetric, rows sum to 1. */
function spread(length: number, sd: number): Float64Array {
  const weights = new Float64Array(length * length);
  if (sd === 0) {
    for (let at = 0; at < length; at++) weights[at * length + at] = 1;
    return weights;
  }
  const reach = Math.ceil(4 * sd); // beyond 4 sd lies less than 1 in 10,000
  const gauss = (distance: number) => Math.exp(-(distance ** 2) / (2 * sd ** 2));
  let sum = 0;
  for (let step = -reach; step <= reach; step++) sum += gauss(step);
  for (let at = 0; at < length; at++) {
    for (let step = -reach; step <= reach; step++) {
      const to = at * length + mirrored(at + step, length);
      weights[to] = (weights[to] as number) + gauss(step) / sum;
    }
  }
  return weights;
}

/** The pixel that stands at this place when the line goes on as its mirror image, on and on. */
function mirrored(place: number, length: number): number {
  const turn = 2 * length;
  const folded = ((place % turn) + turn) % turn;
  return folded < length ? folded : turn - 1 - folded;
}

/** Spreads along each line of `length` pixels, and swaps rows and columns: twice makes it good. */
function spreadLines(
  pixels: ArrayLike<number>,
  length: number,
  weights: Float64Array,
): Float64Array {
  const lines = pixels.length / length;
  const swapped = new Float64Array(pixels.length);
  for (let line = 0; line < lines; line++) {
    for (let to = 0; to < length; to++) {
      let sum = 0;
      for (let from = 0; from < length; from++)
        sum += (weights[to * length + from] as number) * (pixels[line * length + from] as number);
      swapped[to * lines + line] = sum;
    }
  }
  return swapped;
}
