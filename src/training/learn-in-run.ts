import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { lastValueFrom, tap } from 'rxjs';
import { first } from '../images/split';
import { InputError } from '../input/errors';
import { disposeLearner, type Learner, newLearner } from '../learning/learner';
import type { CommonSettings } from '../learning/settings';
import type { System } from '../learning/system';
import type { TrainingMeans } from '../learning/tally';
import { type TrainingEvent, train } from '../learning/train';
import { type Architecture, isSameNetwork, sizesOf } from '../network/architecture';
import { connectionsInWords } from '../network/variants';
import type { Images } from '../runs/images';
import type { Experiment } from '../runs/scenario';
import { checkpointsIn, saveCheckpoint } from '../trained/checkpoint-folder';
import { trainedOn } from '../trained/learnt-from';
import { loadCheckpoint } from '../trained/network-files';
import type { Plan, TrainingOptions } from './plan';
import { trainingObservers, withEndings } from './training-observers';
import type { BatchClock } from './training-progress';

/** Held-out images that are looked at after every epoch; the rest wait for the end. */
const LOOKED_AT = 2000;
const MINUTE = 60_000;
const CHECKPOINTS = 'checkpoints';

/** What learning left behind. */
export interface Left {
  /** Undefined where the person asked to stop before. The caller owns it. */
  end?: Learner;
  /** Of the last epoch that was learnt here. */
  means?: TrainingMeans;
}

/**
 * Learns what is planned, from the run's latest checkpoint if there is one, with checkpoints and metrics in
 * its folder. Throws InputError where no checkpoint of the run can be gone on from.
 */
export async function learnInRun<S extends CommonSettings>(
  experiment: Experiment<TrainingOptions>,
  images: Images,
  plan: Plan<S>,
  clock: BatchClock,
): Promise<Left> {
  const { options, signal } = experiment;
  const { system, settings } = plan;
  const { training } = images;
  const left: Left = {};
  const work = withEndings(async (atTheEnd) => {
    const start = await startOf(experiment, plan);
    atTheEnd(() => disposeLearner(start));
    noteLearning(experiment, plan, start);
    const validation = validationOf(experiment, images);
    const keep = keeping(experiment, plan, left);
    const watched = { start, training, shown: validation ?? training, clock, keep };
    const observers = trainingObservers(experiment, plan, watched, atTheEnd);
    const saveEvery = options.saveEvery * MINUTE;
    const control = { ...(validation && { validation }), saveEvery, signal };
    const events = train(system, start, training, settings, control).pipe(
      tap((event) => {
        for (const observe of observers) observe(event);
      }),
    );
    await lastValueFrom(events, { defaultValue: undefined });
  });
  await work.catch((error: unknown) => {
    if (left.end) disposeLearner(left.end);
    throw error;
  });
  return left;
}

/** Where a run begins, or goes on. It is looked at by its path: one that cannot go on stays as it was. */
async function startOf<S extends CommonSettings>(
  { run, seed, say }: Experiment<unknown>,
  plan: Plan<S>,
): Promise<Learner> {
  const goesOn = run.record().resumed.length > 0;
  const folder = path.join(run.path, CHECKPOINTS);
  const saved = goesOn ? await savedLearner(plan.system, folder, plan, say) : undefined;
  return saved ?? newLearner(plan.architecture, seed);
}

/** Puts into the run's record what is learnt, and by what. */
function noteLearning<S extends CommonSettings>(
  { run }: Experiment<unknown>,
  { system, settings }: Plan<S>,
  { network: { architecture } }: Learner,
): void {
  const prefers = system.perception?.(settings).prefers;
  run.update({
    learning: {
      system: system.name,
      sizes: sizesOf(architecture),
      connections: connectionsInWords(architecture),
      ...settings,
      ...(prefers === 'least' && { prefers }),
    },
  });
}

/** The images that are looked at after every epoch; the test set is looked at once, when all is learnt. */
function validationOf({ run }: Experiment<unknown>, { held }: Images) {
  return run.record().data?.split === 'test'
    ? undefined
    : first(held, Math.min(LOOKED_AT, held.count));
}

/** Keeps what is learnt: in a checkpoint where one is due, and in `left`. */
function keeping<S extends CommonSettings>(
  { run }: Experiment<unknown>,
  { system, settings }: Plan<S>,
  left: Left,
): (event: TrainingEvent) => void {
  const { data } = run.record();
  const learntFrom = data && trainedOn(data);
  return (event) => {
    if (event.kind === 'checkpoint')
      saveCheckpoint(run.file(CHECKPOINTS), system, event.learner, settings, learntFrom);
    if (event.kind === 'epoch') left.means = event.means;
    if (event.kind === 'finished') left.end = event.learner;
  };
}

/**
 * The learner of the latest sound checkpoint in a folder; undefined where there is none at all.
 * Throws InputError where none is sound, or it was learning by other settings.
 */
async function savedLearner<S extends CommonSettings>(
  system: System<S>,
  folder: string,
  { architecture, settings }: { readonly architecture: Architecture; readonly settings: S },
  say: (text: string) => void,
): Promise<Learner | undefined> {
  const files = checkpointsIn(folder);
  for (const file of files) {
    const checkpoint = await loadCheckpoint(system, file).catch((error: unknown) => {
      if (!(error instanceof InputError)) throw error;
      if (file === files.at(-1))
        throw new InputError(
          `${error.message}. Start a new run, or remove ${folder} to start over`,
        );
      say(`${error.message}; taking the checkpoint before it`);
    });
    if (!checkpoint) continue;
    const { learner, settings: before } = checkpoint;
    const sameNetwork = isSameNetwork(learner.network.architecture, architecture);
    if (sameNetwork && isDeepStrictEqual(before, settings)) {
      say(`continuing after epoch ${learner.epoch}, batch ${learner.batch} of the next`);
      return learner;
    }
    disposeLearner(learner);
    throw new InputError(
      sameNetwork
        ? `${file} was learnt by other settings than this run's`
        : `${file} is a network whose layers are joined otherwise than this run's`,
    );
  }
  return undefined;
}
