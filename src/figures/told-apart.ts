import { drawFigure, type Figure } from '../charts/figure';
import { imageTile } from '../charts/image-tile';
import { headedTiles, IN_PIXELS } from '../charts/tiles';
import { type LabelledImages, nameFor, nameOf, namesSaid } from '../images/labelled-images';
import { pairedCounts } from '../statistics/mcnemar';

/** What a way of reading a network is called, and its answer to each image. */
export interface Answers {
  readonly name: string;
  /** [images] */
  readonly answers: Uint8Array;
}

/** Images of each kind that are shown. */
const SHOWN = 12;
/** Three times as large as an image of 28 × 28; what is under it needs more. */
const TILE = { columns: 6, width: 84, height: 84, pitch: 108, left: 20, top: 0 };

/**
 * Images that only one of two readings gets right: the first alone, and the second alone.
 * Throws RangeError where there are not as many answers as images.
 */
export async function toldApart(
  images: LabelledImages,
  first: Answers,
  second: Answers,
): Promise<Figure> {
  const counts = pairedCounts(first.answers, second.answers, images.labels);
  const kinds = [
    { right: first, wrong: second, count: counts.onlyFirst },
    { right: second, wrong: first, count: counts.onlySecond },
  ];
  return drawFigure('told-apart', (plot) => {
    const groups = kinds.map(({ right, wrong, count }) => ({
      heading: `only ${right.name} is right: ${count}${count > SHOWN ? ` (the first ${SHOWN} are shown)` : ''}`,
      pictures: onlyRight(images, right, wrong)
        .slice(0, SHOWN)
        .map((index) => ({
          src: imageTile(images, index),
          under: underOf(images, index, wrong.answers[index] as number),
        })),
    }));
    const { marks, right, bottom } = headedTiles(plot, groups, TILE);
    return {
      title: 'Images that only one reading gets right',
      caption: [
        `Of ${images.count} images (${images.name}), ${first.name} alone gets ${counts.onlyFirst} right and ${second.name} alone ${counts.onlySecond}; both get ${counts.bothRight} right and ${counts.bothWrong} wrong.`,
        `Under each image: its true label, and ${namesSaid(images.classNames) ? 'after the colon ' : ''}the answer of the wrong reading. At most the first ${SHOWN} of each kind are shown.`,
      ].join(' '),
      options: { ...IN_PIXELS, width: right + TILE.left, height: bottom, marks },
    };
  });
}

/** What an image is, and what was said of it. */
function underOf(images: LabelledImages, index: number, said: number): string {
  const [truth, other] = [nameOf(images, index), nameFor(images.classNames, said)];
  return namesSaid(images.classNames) ? `${truth}: ${other}` : `true ${truth}, said ${other}`;
}

/** The images that one reading gets right and the other does not, in order. */
function onlyRight({ labels }: LabelledImages, right: Answers, wrong: Answers): number[] {
  return Array.from(labels.keys()).filter(
    (index) => right.answers[index] === labels[index] && wrong.answers[index] !== labels[index],
  );
}
