import { existsSync, readFileSync } from 'node:fs';
import { writeWhole } from '../engine/files';
import type { RunFolder } from '../experiment/run-folder';
import { png } from '../figures/png';

/**
 * Writes each figure of a run as a PNG beside its SVG, and returns their paths.
 * Throws EnvironmentError.
 */
export async function writePngs(run: RunFolder): Promise<string[]> {
  const written: string[] = [];
  for (const { file } of run.record().figures ?? []) {
    if (!existsSync(run.file(file))) continue;
    const target = run.file(file.replace(/\.svg$/, '.png'));
    writeWhole(target, await png(readFileSync(run.file(file), 'utf8')));
    written.push(target);
  }
  return written;
}
