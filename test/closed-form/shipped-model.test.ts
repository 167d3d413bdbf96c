import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it, vi } from 'vitest';
import { temporaryFolder } from '../support/folder';

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
