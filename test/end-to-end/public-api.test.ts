import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, it } from 'vitest';

it('docs/api.md lists what src/index.ts exports (`npm run api` renews it)', () => {
  const script = path.resolve(__dirname, '..', '..', 'setup', 'api-report.mjs');
  const { status, stderr } = spawnSync(process.execPath, [script, '--check'], { encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(status).toBe(0);
});
