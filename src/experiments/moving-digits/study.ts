import { z } from 'zod';
import { changing, drifting, passingBar, turning } from '../../images/stimuli/motions';
import { distinctList } from '../../input/distinct-list';
import { dynamicsOf } from '../../perception/perception-settings';
import { recognise } from '../../perception/recognise';
import { checkLetters } from '../measures/answer-letters';
import { claimsOf, errorClaims, errorClaimsOn } from '../measures/claims';
import { studyScenario } from '../study-scenario';
import { besideOption, checkBeside, eachFeedforward } from '../watching/beside';
import {
  BY_GOODNESS,
  BY_ONE_PASS,
  feedforwardFrameScores,
  recurrentFrameScores,
} from '../watching/frame-scores';
import { pieceByPiece, recogniseFrames } from '../watching/recognise-images';
import { movingFigures } from './figures';
import {
  ANEW,
  framesToNew,
  type MovingRow,
  movingRows,
  runningAt,
  runningScores,
  wrongOn,
} from './measure';

const RETURNING = ['drifting', 'turning'];
/** Frames after a change that are looked at. */
const SOON = 3;

const motionsOf = ({ pixels, degrees, bar }: { pixels: number; degrees: number; bar: number }) => [
  drifting(pixels),
  turning(degrees),
  passingBar(bar),
  changing,
];

type Scores = Parameters<typeof movingRows>[3];
type Recogniser = Parameters<typeof recogniseFrames>[1];

export const MOVING_DIGITS = studyScenario({
  name: 'moving-digits',
  question: 'Does what a network has just seen help it to recognise moving images?',
  hypothesis:
    'A network that runs on from frame to frame errs less on moving images than one pass of each frame does, and less than when it starts anew at each frame, because what it has seen carries it through frames that are hard to see: it bridges a passing bar, and it recognises an image that goes away for longer than one that comes back. It pays for this when the image changes: it holds on to the old one for some frames.',
  options: {
    frames: z.int().min(8).max(1000).default(24).describe('frames after the first'),
    paces: distinctList(z.int().min(1).max(1000)).default([1, 4]).describe('steps per frame'),
    pixels: z.number().min(0).max(14).default(4).describe('how far the image drifts, in pixels'),
    degrees: z.number().min(0).max(180).default(60).describe('how far the image turns, in degrees'),
    bar: z.number().min(0).max(1).default(0.4).describe('fraction of the image that the bar hides'),
    beside: besideOption,
  },
  images: 200,
  examples: ['--pixels 6 --degrees 90', '--paces 1,2,8', '--bar 0.6'],
  look(images, experiment) {
    checkLetters(images);
    return checkBeside(images, experiment);
  },
  async measure(subject, images, experiment) {
    const { network, settings } = subject;
    const { options } = experiment;
    const which = Array.from({ length: images.count }, (_, at) => at);
    const films = motionsOf(options).map(({ name, film }) => ({
      motion: name,
      film: film(images, which, options.frames, experiment.seed),
    }));
    const [dynamics, { window }] = [dynamicsOf(settings), settings];
    const rows: MovingRow[] = [];
    const add = ({ film, motion }: (typeof films)[number], reading: string, scores: Scores) =>
      rows.push(...movingRows(film, motion, reading, scores));
    const alone = (recogniser: Recogniser, { film }: (typeof films)[number]) =>
      recogniseFrames(experiment, recogniser, film.frames, images.count);
    for (const one of films) {
      await pieceByPiece(experiment, one.motion, options.paces, (each) => {
        const running = { each, window };
        const scores = runningScores(network, one.film.frames, running, { dynamics });
        add(one, runningAt(each), scores);
      });
      const seen = await alone((pixels) => recognise(network, pixels, window.last, dynamics), one);
      const scores = recurrentFrameScores(seen, window);
      add(one, ANEW, scores.get(BY_GOODNESS) ?? []);
      add(one, BY_ONE_PASS, scores.get(BY_ONE_PASS) ?? []);
    }
    await eachFeedforward(subject, images, experiment, async ({ system, recogniser }) => {
      for (const one of films)
        add(one, system, feedforwardFrameScores(await alone(recogniser, one)));
    });
    return rows;
  },
  claims(measured, { options: { frames, paces } }) {
    const [fast, slow] = [runningAt(Math.min(...paces)), runningAt(Math.max(...paces))];
    const wrong = (motion: string, reading: string, from = 1, to = frames) =>
      wrongOn(measured, { motion, reading, from, to });
    // Where it changes, and the frames on the way there, which come again on the way back.
    const half = Math.ceil(frames / 2);
    const there = Math.floor((frames - 1) / 2);
    const soon = [half, half + SOON - 1] as const;
    const ends = [...new Set(measured.map(({ perception }) => perception.window.last))];
    const all = errorClaimsOn('all frames but the first');
    const same = errorClaimsOn('same images');
    return [
      ...['drifting', 'turning', 'passing-bar'].flatMap((motion) =>
        [ANEW, BY_ONE_PASS, 'backpropagation', 'label-in-image'].map((other) =>
          all.below(
            `${motion}: running on at ${fast} errs less than ${other}`,
            wrong(motion, fast),
            wrong(motion, other),
          ),
        ),
      ),
      ...RETURNING.flatMap((motion) =>
        [...new Set([fast, slow])].map((reading) =>
          same.above(
            `${motion}: running on at ${reading} errs more on the way back`,
            wrong(motion, reading, frames - there, frames - 1),
            wrong(motion, reading, 1, there),
          ),
        ),
      ),
      errorClaims().above(
        `changing: running on at ${fast} errs more than ${ANEW} in the ${SOON} frames after`,
        wrong('changing', fast, ...soon),
        wrong('changing', ANEW, ...soon),
      ),
      // A new start answers at the end of the window: where that differs, there is no one bound for all.
      ...(ends.length === 1 ? ends : []).map((end) =>
        claimsOf('steps of the new image until it is recognised', end).below(
          `changing: running on at ${fast} recognises the new image sooner than a new start would`,
          framesToNew(measured, 'changing', fast).map((row) =>
            row.map((found) => found * Math.min(...paces)),
          ),
        ),
      ),
    ];
  },
  figures: (measured, images, { options, seed }) =>
    movingFigures(measured, {
      ...options,
      images,
      motions: motionsOf(options),
      returning: RETURNING,
      seed,
    }),
});
