import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../support/folder';

const ROOT = path.resolve(__dirname, '../..');
const BIOME = path.join(ROOT, 'node_modules/@biomejs/biome/bin/biome');

/** Documents whose TypeScript people put into files, as its first line says. */
const DOCUMENTS = ['docs/extending.md', 'docs/experiments/README.md'];

it('TypeScript that documents show is as the linter and the formatter want it', () => {
  const folder = temporaryFolder();
  copyFileSync(path.join(ROOT, 'biome.json'), path.join(folder, 'biome.json'));
  mkdirSync(path.join(folder, 'scenarios'));
  const blocks = DOCUMENTS.flatMap((document) => [
    ...readFileSync(path.join(ROOT, document), 'utf8').matchAll(/^```ts\n(\/\/ (\S+)\n.*?)^```/gms),
  ]);
  expect(blocks.length).toBeGreaterThan(4);
  for (const [, text = '', name = ''] of blocks)
    writeFileSync(path.join(folder, 'scenarios', path.basename(name)), text);
  const args = [BIOME, 'check', '--error-on-warnings', '--vcs-enabled=false', '.'];
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  expect(status, stderr).toBe(0);
});
