import type { Figure } from '../../charts/figure';
import { filmStrips } from '../../charts/film-strips';
import { linePanels, type PanelLine } from '../../charts/line-panels';
import type { LabelledImages } from '../../images/labelled-images';
import { evenShares } from '../../images/stimuli/ambiguous';
import { type Motion, thereAndBack } from '../../images/stimuli/film';
import { estimateAt, estimateLine } from '../measures/estimates';
import { agreesWith, distinct } from '../measures/rows';
import { type AllMeasured, seenInWords } from '../study';
import { BY_ONE_PASS } from '../watching/frame-scores';
import { ANEW, type MovingRow, runningAt, wrongOn } from './measure';

type All = AllMeasured<MovingRow>;

/** What the figures are of. */
interface MovingShown {
  readonly images: LabelledImages;
  readonly motions: readonly Motion[];
  /** Motions that go there and come back. */
  readonly returning: readonly string[];
  /** Frames after the first. */
  readonly frames: number;
  readonly paces: readonly number[];
  readonly seed: number;
}

/** Pictures of a strip. */
const PICTURES = 9;

/** Moving digits themselves, errors frame by frame, and errors there and back. */
export async function* movingFigures(all: All, about: MovingShown): AsyncGenerator<Figure> {
  const { images, motions, returning, frames, paces } = about;
  const shown = `${seenInWords(images, all)}. Bands: 95 % intervals over networks and images.`;
  const wrong = (motion: string, reading: string) => (frame: number) =>
    wrongOn(all, { motion, reading, from: frame, to: frame });
  const every = Array.from({ length: frames + 1 }, (_, at) => at);
  yield filmsFigure(all, about);
  yield linePanels({
    name: 'error-by-frame',
    title: 'Error at each frame of a video',
    caption: `Steps per frame: the network runs on from frame to frame. ${capital(ANEW)}: the same network starts from the bottom-up pass at each frame and takes as many steps as for a still image. The other networks see each frame alone, in one pass. ${shown}`,
    x: { label: 'frame' },
    y: { label: 'error, %' },
    charts: motions.map(({ name }) => ({
      title: name.replaceAll('-', ' '),
      lines: distinct(all, ({ reading }) => reading).map((reading) =>
        estimateLine(reading, every, wrong(name, reading)),
      ),
    })),
  });
  const there = every.slice(0, Math.floor(frames / 2) + 1);
  const line = (motion: string, reading: string, way: string): PanelLine => ({
    text: `${reading}${way}`,
    points: there.map((frame) => {
      const at = way === BACK ? frames - frame : frame;
      return estimateAt(thereAndBack(frame / frames), wrong(motion, reading)(at));
    }),
  });
  yield linePanels({
    name: 'there-and-back',
    title: 'The same images on the way out and on the way back',
    caption: `Error by how far the image has moved, for the network that runs on from frame to frame and for the one that starts anew at each frame; the latter makes the same errors in both directions. ${shown}`,
    x: {
      label: 'how far it has moved, fraction of the furthest',
      ticks: evenShares(6),
      tickFormat: String,
    },
    y: { label: 'error, %' },
    charts: returning.map((motion) => ({
      title: motion,
      lines: [
        ...paces.flatMap((pace) =>
          [', out', BACK].map((way) => line(motion, runningAt(pace), way)),
        ),
        line(motion, ANEW, ''),
      ],
    })),
    columns: 1,
  });
}

const BACK = ', back';
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** One image in each motion, and what the first network makes of it. */
function filmsFigure(
  all: All,
  { images, motions, frames, paces, seed }: MovingShown,
): Promise<Figure> {
  const places = evenShares(PICTURES).map((share) => Math.round(share * frames));
  const [first] = all;
  const shown = [runningAt(Math.min(...paces)), ANEW, BY_ONE_PASS];
  return filmStrips({
    name: 'films',
    title: 'Moving images',
    caption: `The first ${motions.length} images (${images.name}), each in one motion. Above the columns: the frame. Under each image: the answer of ${first?.name}, running on at ${shown.join(' | ')}.`,
    heads: places.map((place) => `frame ${place}`),
    size: images,
    strips: motions.map(({ name, film }, at) => {
      const item = at % images.count;
      const video = film(images, [item], frames, seed);
      const said = shown.map((reading) => {
        const row = first?.rows.find(agreesWith<MovingRow>({ item, motion: name, reading }));
        return row?.answers ?? '';
      });
      return {
        title: name.replaceAll('-', ' '),
        pictures: places.map((place) => ({
          pixels: video.frames[place] as Float32Array,
          under: said.map((answers) => answers[place]).join(' | '),
        })),
      };
    }),
  });
}
