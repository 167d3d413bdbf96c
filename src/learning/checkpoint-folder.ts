import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileError, makeFolder, writeWhole } from '../engine/files';
import type { FeedforwardNetwork } from '../network/network';
import { encodeCheckpoint, type LearntFrom } from './checkpoint';
import type { Learner } from './learner';
import type { CommonSettings } from './settings';
import type { System } from './system';

/** How many checkpoints a folder keeps. */
const KEPT = 2;
const NAME = /^epoch-\d{5}-batch-\d{6}\.safetensors$/;
const DRAFT = /^epoch-\d{5}-batch-\d{6}\.safetensors\.\d+(\.tmp)?$/;

/**
 * Saves a learner in a folder of checkpoints, whole or not at all, and keeps the last two. What a
 * crash left half-written goes; files that are no checkpoints stay. Throws EnvironmentError.
 */
export function saveCheckpoint<N extends FeedforwardNetwork, S extends CommonSettings>(
  folder: string,
  system: System<N, S>,
  learner: Learner<N>,
  settings: S,
  learntFrom?: LearntFrom,
): string {
  const file = path.join(folder, checkpointName(learner));
  makeFolder(folder);
  writeWhole(file, encodeCheckpoint(system, learner, settings, learntFrom));
  const kept = checkpointsIn(folder).slice(0, KEPT);
  const ours = namesIn(folder).filter((name) => NAME.test(name) || DRAFT.test(name));
  for (const old of ours.map((name) => path.join(folder, name)))
    if (!kept.includes(old)) rmSync(old, { force: true });
  return file;
}

/** The checkpoints of a folder, the latest first; none where there is no such folder. */
export function checkpointsIn(folder: string): string[] {
  return namesIn(folder)
    .filter((name) => NAME.test(name))
    .sort((one, other) => other.localeCompare(one))
    .map((name) => path.join(folder, name));
}

/** What is in a folder; nothing where it is not there. Throws EnvironmentError. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return [];
    throw fileError('read', folder, error);
  }
}

/** Epochs completed, then batches of the one under way: names sort by time. */
function checkpointName({ epoch, batch }: Pick<Learner, 'epoch' | 'batch'>): string {
  const digits = (count: number, width: number) => String(count).padStart(width, '0');
  return `epoch-${digits(epoch, 5)}-batch-${digits(batch, 6)}.safetensors`;
}
