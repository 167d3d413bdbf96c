import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomStream } from '../../src/engine/random';
import { idxBytes } from '../support/idx-bytes';
import { oneProcess } from '../support/one-process';

const EXPERIMENTS = path.resolve(__dirname, '../../src/experiments');
const CLASSES = 37;

/** The studies that keep answers as letters, by what their files call. */
const lettered = readdirSync(EXPERIMENTS).filter((name) => {
  const folder = path.join(EXPERIMENTS, name);
  if (!existsSync(path.join(folder, 'study.ts'))) return false;
  const texts = readdirSync(folder).map((file) => readFileSync(path.join(folder, file), 'utf8'));
  return texts.some((text) => /\b(answerLetters|asLetters)\(/.test(text));
});

const topdown = oneProcess();

describe('images of more classes than there are letters', () => {
  let folder: string;
  const data = ['--data', '.', '--classes', String(CLASSES)];

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'topdown-classes-'));
    const random = randomStream(1, 'many classes');
    for (const [name, count] of [
      ['train', 10 * CLASSES],
      ['t10k', 2 * CLASSES],
    ] as const) {
      const pixels = Uint8Array.from({ length: count * 784 }, () => random.integer(0, 255));
      const labels = Uint8Array.from({ length: count }, (_, at) => at % CLASSES);
      writeFileSync(
        path.join(folder, `${name}-images-idx3-ubyte`),
        idxBytes([count, 28, 28], pixels),
      );
      writeFileSync(path.join(folder, `${name}-labels-idx1-ubyte`), idxBytes([count], labels));
    }
    const trained = await topdown(
      ['train', ...data, '--hidden', '4,4', '--epochs', '1', '--batch', '50'],
      folder,
    );
    expect(trained.code, trained.stderr).toBe(0);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('are of five studies', () => expect(lettered).toHaveLength(5));

  it.each(lettered)('are refused by %s before there is a run', async (name) => {
    const asked = ['run', name, '--network', 'latest', '--images', '40', ...data];
    const { code, stderr } = await topdown(asked, folder);
    expect(stderr).toContain('takes 36 classes at most');
    expect(code).toBe(2);
    expect(readdirSync(path.join(folder, 'runs'))).not.toContain(name);
  });
});
