import path from 'node:path';

/** What has to hold for each folder that may be written to on a condition. */
const conditions = new Map<string, () => void>();

/**
 * From now on nothing in a folder is written, moved or removed by this process unless `check` lets it:
 * it throws where it does not. Every change that `engine/files` makes asks first, so that nobody who
 * writes there has to remember it. Returns what takes the condition away.
 */
export function writeOnlyIf(folder: string, check: () => void): () => void {
  const place = path.resolve(folder);
  conditions.set(place, check);
  return () => {
    if (conditions.get(place) === check) conditions.delete(place);
  };
}

/** Throws what the condition of a folder that this path lies in throws, where one does not hold. */
export function checkHeld(file: string): void {
  if (conditions.size === 0) return;
  const place = path.resolve(file);
  conditions.get(place)?.();
  const above = path.dirname(place);
  if (above !== place) checkHeld(above);
}
