import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { effect, type Native, text } from './native';

/** The name that TensorFlow wants the file of a model to have. */
const FILE = 'saved_model.pb';

/** Models that went by TensorFlow's memory. */
let inMemory = 0;

/**
 * Loads a model's protocol buffer and returns its number. tfjs-node takes models from a folder
 * only: a temporary one, which is removed again; where none can be made or the disk is full, one in
 * the memory of TensorFlow, which cannot remove it (some kilobytes each).
 */
export function loadSavedModel(native: Native, model: Uint8Array, tag: string): number {
  const folder = temporaryFolder(model);
  if (folder === undefined) return native.loadSavedModelMetaGraph(inMemoryOf(native, model), tag);
  try {
    return native.loadSavedModelMetaGraph(folder, tag);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A new folder with the model; undefined where there is no place for it. */
function temporaryFolder(model: Uint8Array): string | undefined {
  let folder: string | undefined;
  try {
    folder = mkdtempSync(path.join(tmpdir(), 'topdown-graph-'));
    writeFileSync(path.join(folder, FILE), model);
    return folder;
  } catch {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
    return undefined;
  }
}

/** A folder of TensorFlow's own with the model. Each has a name: what has one is added to. */
function inMemoryOf(native: Native, model: Uint8Array): string {
  const folder = `ram://topdown-graph-${inMemory++}`;
  effect(
    native,
    'WriteFile',
    [],
    [text(`${folder}/${FILE}`), { type: 'TF_STRING', shape: [], values: [model] }],
  );
  return folder;
}
