import { spawnSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { makeFolder } from '../../src/machine/files';
import { identityOf } from '../../src/runs/process-identity';
import { clearDrafts, newDraft } from '../../src/store/fetch-drafts';
import { temporaryFolder } from '../support/folder';

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
