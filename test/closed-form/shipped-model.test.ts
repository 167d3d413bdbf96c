import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it, vi } from 'vitest';
import { temporaryFolder } from '../support/folder';
import { RECORD } from '../support/run-record';

it('a shipped network is refused where its file or its card is damaged, and taken where neither is', async () => {
  const { fileSha256 } = await import('../../src/machine/sha256');
  const packageFolder = temporaryFolder();
  const models = path.join(packageFolder, 'models');
  mkdirSync(models);
  const card = path.join(models, 'small.json');
  const file = path.join(models, 'small.safetensors');
  writeFileSync(file, 'weights');
  writeFileSync(card, JSON.stringify({ checksum: fileSha256(file) }));
  vi.resetModules();
  vi.doMock('../../src/machine/package-folder', () => ({ packageFolder }));
  const { shippedModel } = await import('../../src/trained/shipped-model');
  expect(shippedModel('small')).toBe(file);

  writeFileSync(file, 'weighty');
  expect(() => shippedModel('small')).toThrow(`${file} is not small: its SHA-256 is not that of`);
  writeFileSync(file, 'weights');
  writeFileSync(card, '{');
  expect(() => shippedModel('small')).toThrow(`${card} is not a card`);
});

it('a run gets no name of a network that the program knows, though its file is not here', async () => {
  const packageFolder = temporaryFolder();
  mkdirSync(path.join(packageFolder, 'models'));
  writeFileSync(path.join(packageFolder, 'models', 'large.json'), '{}');
  const runs = path.join(temporaryFolder(), 'runs');
  vi.resetModules();
  vi.doMock('../../src/machine/package-folder', () => ({ packageFolder }));
  const { newRun } = await import('../../src/runs/perform');
  const { callRun } = await import('../../src/cli/runs/call-run');
  const run = newRun(runs, RECORD);
  run.begin();
  run.leave();
  expect(() => callRun(run.path, 'large', runs)).toThrow('large means something else already');
  expect(callRun(run.path, 'small', runs)).toBe(run.path);
  expect(callRun('small', 'mine', runs)).toBe(run.path);
});

it('a network that cannot be read is told of, and the others are listed', async () => {
  const [packageFolder, mine] = [temporaryFolder(), temporaryFolder()];
  const models = path.join(packageFolder, 'models');
  mkdirSync(models);
  const good = 'recurrent-300-300-seed-1';
  for (const ending of ['.json', '.safetensors'])
    copyFileSync(
      path.resolve(__dirname, '../../models', good + ending),
      path.join(models, good + ending),
    );
  for (const file of ['odd.json', 'odd.safetensors']) writeFileSync(path.join(mine, file), '{');
  writeFileSync(path.join(models, 'other.json'), '{"checksum": "of another"}');
  writeFileSync(path.join(mine, 'other.safetensors'), 'weights');
  copyFileSync(path.join(models, `${good}.json`), path.join(mine, 'stale.json'));
  writeFileSync(path.join(mine, 'stale.safetensors'), 'of a later export');
  vi.resetModules();
  vi.doMock('../../src/machine/package-folder', () => ({ packageFolder }));
  vi.stubEnv('TOPDOWN_MODELS', mine);
  const { aboutModels } = await import('../../src/trained/model-about');
  const unread: string[] = [];
  const listed = aboutModels(({ message }) => unread.push(message));
  vi.unstubAllEnvs();
  expect(listed.map(({ name }) => name)).toEqual([good]);
  expect(unread).toEqual([
    expect.stringContaining(`${path.join(mine, 'odd.json')} is not the card of a network`),
    expect.stringContaining(`${path.join(mine, 'other.safetensors')} is not other`),
    expect.stringContaining(`${path.join(mine, 'stale.json')} is the card of another network`),
  ]);
});

it('a file where a folder of networks could be is no such folder', async () => {
  const [packageFolder, mine] = [temporaryFolder(), temporaryFolder()];
  writeFileSync(path.join(mine, 'models'), 'notes');
  writeFileSync(path.join(mine, 'own.safetensors'), 'weights');
  vi.resetModules();
  vi.doMock('../../src/machine/package-folder', () => ({ packageFolder }));
  vi.stubEnv('TOPDOWN_MODELS', mine);
  const { shippedModel, shippedNames } = await import('../../src/trained/shipped-model');
  expect(() => shippedModel('owm')).toThrow('there is no shipped network owm (did you mean own?)');
  expect(shippedNames()).toEqual(['own']);
  vi.unstubAllEnvs();
});
