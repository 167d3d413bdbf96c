import { isDeepStrictEqual } from 'node:util';
import { InputError } from '../engine/errors';
import { disposeLearner, type Learner } from '../learning/learner';
import type { CommonSettings } from '../learning/settings';
import type { System } from '../learning/system';
import { type Architecture, isSameNetwork } from '../network/architecture';
import { checkpointsIn } from './checkpoint-folder';
import { loadCheckpoint } from './network-files';

/**
 * The learner of the latest sound checkpoint in a folder; undefined where there is none at all.
 * Throws InputError where none is sound, or it was learning by other settings.
 */
export async function savedLearner<S extends CommonSettings>(
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
      say(`${error.message}; taking the one before`);
    });
    if (!checkpoint) continue;
    const { learner, settings: before } = checkpoint;
    const sameNetwork = isSameNetwork(learner.network.architecture, architecture);
    if (sameNetwork && isDeepStrictEqual(before, settings)) {
      say(`going on after epoch ${learner.epoch}, batch ${learner.batch} of the next`);
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
