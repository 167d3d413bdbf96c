import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileError, writeWhole } from '../engine/files';
import { encodeCheckpoint } from './checkpoint';
import type { Learner } from './learner';
import type { LearningSettings } from './settings';

/** How many checkpoints a folder keeps. */
const KEPT = 2;
const NAME = /^epoch-\d{5}-batch-\d{6}\.safetensors$/;

/** Saves a learner in a folder of checkpoints, whole or not at all, and keeps the last two. */
export function saveCheckpoint(
  folder: string,
  learner: Learner,
  settings: LearningSettings,
): string {
  const file = path.join(folder, checkpointName(learner));
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw fileError('make', folder, error);
  }
  writeWhole(file, encodeCheckpoint(learner, settings));
  const kept = checkpointsIn(folder).slice(0, KEPT);
  for (const other of readdirSync(folder)) {
    const stray = path.join(folder, other); // an older one, or what a crash left half-written
    if (!kept.includes(stray)) rmSync(stray, { force: true });
  }
  return file;
}

/** The checkpoints of a folder, the latest first. */
export function checkpointsIn(folder: string): string[] {
  try {
    const names = readdirSync(folder).filter((name) => NAME.test(name));
    return names
      .sort()
      .reverse()
      .map((name) => path.join(folder, name));
  } catch {
    return [];
  }
}

/** Epochs completed, then batches of the one under way: names sort by time. */
function checkpointName({ epoch, batch }: Learner): string {
  const digits = (count: number, width: number) => String(count).padStart(width, '0');
  return `epoch-${digits(epoch, 5)}-batch-${digits(batch, 6)}.safetensors`;
}
