import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

/** A new empty folder that is removed when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'topdown-'));
  onTestFinished(() =>
    rmSync(folder, { recursive: true, force: true, maxRetries: 30, retryDelay: 200 }),
  );
  return folder;
}
