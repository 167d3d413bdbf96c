import { z } from 'zod';
import type { LabelledImages } from '../../images/labelled-images';
import { evenShares } from '../../images/stimuli/ambiguous';
import { distinctList } from '../../input/distinct-list';
import { OWN_BELIEF } from '../../perception/belief';
import { dynamicsOf } from '../../perception/perception-settings';
import type { Experiment } from '../../runs/scenario';
import type { OptionsOf } from '../study';
import type { StudySubject } from '../subject';
import { morphFrames, morphOptions, pairsToMorph } from '../watching/morphs';
import { pieceByPiece } from '../watching/recognise-images';
import { answerRows, type Temperatures } from './measure-answers';
import { cueRows } from './measure-cues';
import { stateRows } from './measure-states';
import type { BeliefRow } from './rows';

/** Chosen on the first 5000 validation images with one network of 500,500 units (docs/belief.md). */
const TEMPERATURES: Temperatures = {
  goodness: OWN_BELIEF.temperature,
  agreement: 0.08,
  readout: 1,
};

export const BELIEF_OPTIONS = {
  ...morphOptions(15, 5),
  noises: distinctList(z.number().min(0).max(5))
    .default([0, 0.35])
    .describe('noise on cued images: standard deviations as fractions of full scale'),
  validities: distinctList(z.number().min(0.2).max(0.99))
    .default([0.5, 0.7, 0.9])
    .describe('probabilities that a cue is right'),
  temperatures: distinctList(z.number().min(1e-4).max(100))
    .default([0.01, OWN_BELIEF.temperature, 0.1])
    .describe('temperatures of belief on ambiguous images, in goodness per unit'),
  prime: z.int().min(1).max(1000).default(8).describe('steps for which a label is held first'),
  after: z.int().min(1).max(1000).default(32).describe('steps that are watched afterwards'),
};

/** All that is asked of one network; throws Interrupted. */
export async function measureBelief(
  subject: StudySubject,
  images: LabelledImages,
  experiment: Experiment<OptionsOf<typeof BELIEF_OPTIONS>>,
): Promise<BeliefRow[]> {
  const { network, settings } = subject;
  const { options, seed } = experiment;
  const shares = evenShares(options.shares);
  const morphs = morphFrames(pairsToMorph(images, options.pairs), shares);
  const compared = { temperatures: TEMPERATURES, steps: settings.steps };
  const works: (() => Promise<BeliefRow[]> | BeliefRow[])[] = [
    () => answerRows(subject, images, compared, experiment),
    ...options.noises.map(
      (noise) => () => cueRows(subject, images, noise, options.validities, seed),
    ),
    ...options.temperatures.map((temperature) => () => {
      const { prime, after } = options;
      const dynamics = dynamicsOf(settings);
      return stateRows(network, morphs, shares, { temperature, dynamics, prime, after });
    }),
  ];
  return (await pieceByPiece(experiment, 'beliefs', works, (work) => work())).flat();
}
