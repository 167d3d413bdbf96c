import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readSafetensors } from '../../src/network/safetensors';
import { withFile } from '../../src/trained/network-files';
import { Failure } from './failure';
import { filesUnder } from './files-under';

/** Whether a file is whole, by the end of its name. The others are not looked at. */
const WHOLE: Readonly<Record<string, (file: string, text: () => string) => unknown>> = {
  '.json': (_, text) => JSON.parse(text()),
  '.html': (_, text) => ends(text(), '</html>'),
  '.svg': (_, text) => ends(text(), '</svg>'),
  '.parquet': (_, text) => ends(text(), 'PAR1'),
  '.safetensors': (file) => withFile(file, readSafetensors),
  // A last line that was cut short is left out by whoever reads it.
  '.jsonl': (_, text) =>
    text()
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line)),
};

/** Throws a Failure that names the files under a folder that are not whole. */
export async function nothingHalfWritten(folder: string): Promise<void> {
  for (const file of filesUnder(folder)) {
    try {
      await WHOLE[path.extname(file)]?.(file, () => readFileSync(file, 'latin1'));
    } catch (error) {
      throw new Failure(`half-written: ${path.basename(file)}: ${(error as Error).message}`);
    }
  }
}

function ends(text: string, end: string): void {
  if (!text.trimEnd().endsWith(end)) throw new Error(`it does not end with ${end}`);
}
