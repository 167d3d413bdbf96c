import { existsSync } from 'node:fs';
import path from 'node:path';
import { InputError } from '../input/errors';
import { fileSha256 } from '../machine/sha256';
import { noteExtension } from '../runs/provenance';
import { loadModule } from './load-module';

/**
 * Loads the files that `TOPDOWN_EXTENSIONS` names, in its order: each registers what it adds, systems
 * (`registerSystem`), data sets (`registerDataSet`) or transforms (`registerTransform`). What they are goes
 * into the records of runs. Throws InputError where one is not there, EnvironmentError where it fails.
 */
export function loadExtensions(
  named: string | undefined = process.env['TOPDOWN_EXTENSIONS'],
): void {
  for (const one of (named ?? '').split(path.delimiter).filter((part) => part !== '')) {
    const file = path.resolve(one);
    if (!existsSync(file))
      throw new InputError(
        `TOPDOWN_EXTENSIONS names ${one}, which is not there: correct or unset it`,
      );
    const sha256 = fileSha256(file);
    loadModule(file, `${one}, which TOPDOWN_EXTENSIONS names,`);
    noteExtension({ file: one, sha256 });
  }
}
