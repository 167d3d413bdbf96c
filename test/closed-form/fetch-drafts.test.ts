import { spawnSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it, vi } from 'vitest';
import { EnvironmentError } from '../../src/input/errors';
import { makeFolder } from '../../src/machine/files';
import { identityOf } from '../../src/runs/process-identity';
import { clearDrafts, newDraft } from '../../src/store/fetch-drafts';
import { temporaryFolder } from '../support/folder';

/** A folder that cannot be removed, as another person's. */
const foreign: { folder?: string } = {};
vi.mock('../../src/machine/files', async (original) => {
  const files = await original<typeof import('../../src/machine/files')>();
  return {
    ...files,
    remove(folder: string) {
      if (folder === foreign.folder) throw new EnvironmentError(`cannot remove ${folder}`);
      files.remove(folder);
    },
  };
});

it('drafts of processes that have ended here are removed, and no others', () => {
  const folder = temporaryFolder();
  const here = identityOf();
  const dead = { ...here, pid: spawnSync(process.execPath, ['-e', '']).pid };
  const drafts = [
    ...[here, identityOf(process.ppid)],
    ...[
      { ...dead, host: 'another' },
      { ...dead, boot: 'another' },
      { ...dead, namespace: 'another' },
    ],
  ].map((one) => newDraft(folder, 'key', one));
  const earlier = here.began === undefined ? dead : { ...here, began: '1' }; // a stranger has its number now
  const left = [dead, earlier].map((one) => newDraft(folder, 'key', one));
  for (const draft of [...drafts, ...left]) {
    makeFolder(draft);
    writeFileSync(path.join(draft, 'run.json'), '{}');
  }
  writeFileSync(path.join(folder, 'mine'), '');
  clearDrafts(folder);
  const names = [...drafts.map((draft) => path.basename(draft)), 'mine'];
  expect(readdirSync(folder)).toEqual(names.sort());
  clearDrafts(path.join(folder, 'nowhere'));
});

it('a draft that cannot be removed stays, and the others go', () => {
  const folder = temporaryFolder();
  const dead = { ...identityOf(), pid: spawnSync(process.execPath, ['-e', '']).pid };
  for (let made = 0; made < 3; made++) makeFolder(newDraft(folder, 'key', dead));
  const [first = ''] = readdirSync(folder);
  foreign.folder = path.join(folder, first);
  clearDrafts(folder);
  expect(readdirSync(folder)).toEqual([first]);
});
