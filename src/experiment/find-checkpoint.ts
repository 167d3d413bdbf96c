import { statSync } from 'node:fs';
import path from 'node:path';
import { InputError } from '../engine/errors';
import { checkpointsIn } from '../learning/checkpoint-folder';
import { shippedModel, shippedNames } from './shipped-model';

/**
 * The checkpoint that a person means by a run's folder, a folder of checkpoints, a file, or the name
 * of a network that comes with the program.
 */
export function findCheckpoint(given: string): string {
  const stat = statSync(given, { throwIfNoEntry: false });
  const shipped = stat ? undefined : shippedModel(given);
  if (shipped) return shipped;
  if (!stat)
    throw new InputError(
      `there is no ${given}: name the folder of a run, a checkpoint, or one that comes along (${shippedNames().join(', ')})`,
    );
  if (stat.isFile()) return given;
  const latest = checkpointsIn(path.join(given, 'checkpoints'))[0] ?? checkpointsIn(given)[0];
  if (!latest) throw new InputError(`there is no checkpoint in ${given}`);
  return latest;
}
