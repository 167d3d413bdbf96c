import path from 'node:path';
import { didYouMean } from '../input/did-you-mean';
import { InputError, inShort } from '../input/errors';
import { encodeCheckpoint } from '../learning/checkpoint';
import type { Learner } from '../learning/learner';
import type { LearntFrom } from '../learning/network-file';
import type { CommonSettings } from '../learning/settings';
import type { System } from '../learning/system';
import { makeSubfolder, remove, writeWhole } from '../machine/files';
import { kindOf, namesIn } from '../machine/read-whole';
import { knownNames, shippedCard, shippedFile, shippedModel } from './shipped-model';

/** How many checkpoints a folder keeps. */
const KEPT = 2;
const NAME = /^epoch-(\d{5,})-batch-(\d{6,})\.safetensors$/;
const DRAFT = /^epoch-\d{5,}-batch-\d{6,}\.safetensors\.\d+(-[0-9a-f]+)?(\.tmp)?$/;

/**
 * Saves a learner in a folder of checkpoints, whole or not at all, and keeps the last two. What a
 * crash left half-written goes; files that are no checkpoints stay. Throws EnvironmentError, also where
 * the folder above is gone.
 */
export function saveCheckpoint<S extends CommonSettings>(
  folder: string,
  system: System<S>,
  learner: Learner,
  settings: S,
  learntFrom?: LearntFrom,
): string {
  const file = path.join(folder, checkpointName(learner));
  makeSubfolder(folder);
  writeWhole(file, encodeCheckpoint(system, learner, settings, learntFrom));
  const kept = checkpointsIn(folder).slice(0, KEPT);
  const ours = namesIn(folder).filter((name) => NAME.test(name) || DRAFT.test(name));
  for (const old of ours.map((name) => path.join(folder, name)))
    if (!kept.includes(old)) remove(old);
  return file;
}

/** The checkpoints of a folder, the latest first; none where there is no such folder. */
export function checkpointsIn(folder: string): string[] {
  if (kindOf(folder) !== 'folder') return [];
  const found = namesIn(folder).flatMap((name) => {
    const [, epoch, batch] = NAME.exec(name) ?? [];
    return epoch === undefined ? [] : [{ name, epoch: Number(epoch), batch: Number(batch) }];
  });
  found.sort((one, other) => other.epoch - one.epoch || other.batch - one.batch);
  return found.map(({ name }) => path.join(folder, name));
}

/** Epochs completed, then batches of the one under way; more digits where there are more. */
function checkpointName({ epoch, batch }: Pick<Learner, 'epoch' | 'batch'>): string {
  const digits = (count: number, width: number) => String(count).padStart(width, '0');
  return `epoch-${digits(epoch, 5)}-batch-${digits(batch, 6)}.safetensors`;
}

/**
 * The checkpoint that a person means by a run's folder, a folder of checkpoints, a file, or the name
 * of a network that comes with the program. Throws InputError where there is none.
 */
export function findCheckpoint(given: string): string {
  const kind = kindOf(given);
  if (!kind && (shippedCard(given) || shippedFile(given))) return shippedModel(given);
  if (!kind && /[{}]/.test(given))
    throw new InputError(
      `there is no ${inShort(given)}: this shell does not expand braces, so write each name out, with commas between them`,
    );
  if (!kind)
    throw new InputError(
      `there is no ${inShort(given)}${didYouMean(given, knownNames())}: name a run, by its folder or its name, a checkpoint, latest, or a shipped network (\`npx topdown models\` lists them)`,
    );
  if (kind === 'file') return given;
  const latest = checkpointsIn(path.join(given, 'checkpoints'))[0] ?? checkpointsIn(given)[0];
  if (!latest) throw new InputError(`there is no checkpoint in ${given}`);
  return latest;
}
