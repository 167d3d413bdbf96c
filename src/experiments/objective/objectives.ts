import { z } from 'zod';
import { InputError } from '../../input/errors';
import { LARGEST_SEED } from '../../input/limits';
import { OBJECTIVES, type ObjectiveName } from '../../learning/systems/objectives';
import { makeFolder } from '../../machine/files';
import { layersFor } from '../../runs/images';
import type { OwnRun } from '../../runs/run-folder';
import type { Experiment, Surroundings } from '../../runs/scenario';
import { learningOptions, settingsFrom } from '../../training/learning-options';
import { checkTraining } from '../../training/plan';
import { trainSystem } from '../../training/train-system';
import type { PlannedSubject, SubjectSource } from '../subject';

const options = {
  ...learningOptions,
  hidden: learningOptions.hidden.default([300, 300]),
  epochs: learningOptions.epochs.default(5),
  train: learningOptions.train.unwrap().default(20_000),
  seeds: z.int().min(1).max(1000).default(3).describe('seeds, each with one network of each kind'),
};

/**
 * Networks that are trained for the study, one for each way of pushing and each seed, in folders of
 * their own under the run's: one that was stopped goes on from its checkpoint. Throws InputError
 * where there are not so many seeds.
 */
export const TRAINED_BY_OBJECTIVE: SubjectSource<typeof options> = {
  options,
  plan(experiment, images) {
    const { options, seed: first } = experiment;
    if (first > LARGEST_SEED - (options.seeds - 1))
      throw new InputError(
        `${options.seeds} seeds from ${first} on go beyond the largest, ${LARGEST_SEED}`,
      );
    const seeds = Array.from({ length: options.seeds }, (_, at) => first + at);
    return seeds.flatMap((seed) =>
      (Object.keys(OBJECTIVES) as ObjectiveName[]).map((push): PlannedSubject => {
        const name = `${push}, seed ${seed}`;
        const { progress } = experiment;
        const shown: Surroundings['progress'] = (_, total, done) => progress(name, total, done);
        const quietly = { say: () => undefined, progress: shown };
        const settings = settingsFrom(experiment.options, seed);
        const layers = layersFor(images.training, experiment.options.hidden);
        const architecture = OBJECTIVES[push].architecture(layers);
        return {
          name,
          async make() {
            const part = partOf(experiment, `${push}-${seed}`);
            const plan = { system: OBJECTIVES[push], architecture, settings };
            const trained = await trainSystem({ ...part, ...quietly }, images, plan);
            return { name, seed, network: trained.network, settings };
          },
          async look() {
            checkTraining(images, { architecture, settings }, experiment.options);
            return { name, settings, architecture };
          },
        };
      }),
    );
  },
};

/** The experiment in a folder of its own, which is made: the record stays the whole run's. */
function partOf<Options>(experiment: Experiment<Options>, name: string): Experiment<Options> {
  const { run } = experiment;
  const place = run.file('networks', name);
  makeFolder(place);
  const folder: OwnRun = {
    path: place,
    file: (...names) => run.file('networks', name, ...names),
    record: run.record,
    update: () => undefined,
  };
  return { ...experiment, run: folder };
}

/** The way of pushing that a subject of this source was trained by. */
export function objectiveOf({ name }: { readonly name: string }): ObjectiveName {
  return name.split(',')[0] as ObjectiveName;
}
