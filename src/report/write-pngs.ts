import { InputError } from '../engine/errors';
import { writeWhole } from '../engine/files';
import type { RunFolder } from '../experiment/run-folder';
import { png } from '../figures/png';
import { figureFile } from './figure-file';

/**
 * Writes each figure of a run as a PNG beside its SVG, and returns their paths.
 * Throws InputError for one that leads out of the run's folder or cannot be drawn, EnvironmentError.
 */
export async function writePngs(run: RunFolder): Promise<string[]> {
  const written: string[] = [];
  for (const { file } of run.record().figures ?? []) {
    const figure = figureFile(run, file);
    if (!figure) continue;
    const drawn = await png(figure.svg).catch((error: unknown) => {
      throw error instanceof InputError
        ? new InputError(`${run.file(file)}: ${error.message}`, { cause: error })
        : error;
    });
    writeWhole(figure.png, drawn);
    written.push(figure.png);
  }
  return written;
}
