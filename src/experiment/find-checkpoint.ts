import path from 'node:path';
import { InputError } from '../engine/errors';
import { kindOf } from '../engine/read-whole';
import { checkpointsIn } from './checkpoint-folder';
import { howToGet, shippedCard, shippedModel, shippedNames } from './shipped-model';

/**
 * The checkpoint that a person means by a run's folder, a folder of checkpoints, a file, or the name
 * of a network that comes with the program.
 */
export function findCheckpoint(given: string): string {
  const kind = kindOf(given);
  const shipped = kind ? undefined : shippedModel(given);
  if (shipped) return shipped;
  if (!kind && shippedCard(given))
    throw new InputError(`the network ${given} is not in this package: ${howToGet(given)}`);
  if (!kind)
    throw new InputError(
      `there is no ${given}: name the folder of a run, a checkpoint, or one that comes along (${shippedNames().join(', ')})`,
    );
  if (kind === 'file') return given;
  const latest = checkpointsIn(path.join(given, 'checkpoints'))[0] ?? checkpointsIn(given)[0];
  if (!latest) throw new InputError(`there is no checkpoint in ${given}`);
  return latest;
}
