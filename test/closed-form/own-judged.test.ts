import { cpSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { loadDataSet } from '../../src/data/load';
import type { LabelledImages } from '../../src/images/labelled-images';
import { looksSaid } from '../../src/images/looks';
import { encodeTrained } from '../../src/learning/network-file';
import { RECURRENT } from '../../src/learning/systems/recurrent';
import { disposeNetwork, initialise } from '../../src/network/network';
import type { Split } from '../../src/runs/images';
import { newRun } from '../../src/runs/perform';
import { trainedOn } from '../../src/trained/learnt-from';
import { loadToJudge } from '../../src/trained/load-to-judge';
import { recurrent } from '../support/architectures';
import { coloured, writeColoured } from '../support/coloured-pictures';
import { temporaryFolder } from '../support/folder';
import { settingsOf } from '../support/learners';
import { RECORD } from '../support/run-record';

/** A run on a folder of one's own as it is now, its images, and a network that it would train. */
async function runOn(folder: string, split: Split = 'validation') {
  const { training, test, checksums, testFrom } = await loadDataSet('own', { data: folder });
  const looks = looksSaid(training);
  const about = {
    set: 'own',
    source: 'folder',
    path: folder,
    split,
    training: 1,
    held: 1,
  } as const;
  const data = { ...about, checksums, ...(looks && { looks }), ...(testFrom && { testFrom }) };
  const run = newRun(temporaryFolder(), { ...RECORD, status: 'running', data });
  run.begin();
  const network = initialise(recurrent({ pixels: 192, hidden: [3], classes: 3 }), 1);
  const file = path.join(temporaryFolder(), 'one.safetensors');
  const trained = { network, settings: settingsOf() };
  writeFileSync(file, encodeTrained(RECURRENT, trained, trainedOn(data)));
  disposeNetwork(network);
  return { run, test, file };
}

/** What is said where a network is judged by such images. */
async function judged(
  file: string,
  { run, test }: Pick<Awaited<ReturnType<typeof runOn>>, 'run' | 'test'>,
  split: Split,
  images: LabelledImages = test,
): Promise<string> {
  let said = '';
  const say = (text: string) => {
    said += text;
  };
  const experiment = { run, dataSet: 'own', options: { split }, say };
  const { network } = await loadToJudge(RECURRENT, file, images, experiment);
  disposeNetwork(network);
  return said;
}

const MAY_HOLD = 'has learnt from a folder of one’s own with other content, which may hold';

/** Adds a picture of a class to a folder. */
function addPicture(folder: string): void {
  writeFileSync(path.join(folder, 'red rose', 'new.png'), coloured('red rose', 999));
}

it('a folder that is not divided judges no network that learnt from it with other images in it', async () => {
  const folder = writeColoured(path.join(temporaryFolder(), 'photos'), 6);
  const before = await runOn(folder);
  for (const split of ['validation', 'test'] as const)
    expect(await judged(before.file, before, split)).toBe('');
  addPicture(folder);
  const now = await runOn(folder);
  for (const split of ['validation', 'test'] as const)
    await expect(judged(before.file, now, split)).rejects.toThrow(
      new RegExp(`${MAY_HOLD}.* held out for (the )?${split} among them: divide the images here`),
    );
});

it('a folder that is divided judges such a network by its test set alone, and says that it is another', async () => {
  const folder = path.join(temporaryFolder(), 'photos');
  writeColoured(path.join(folder, 'train'), 3);
  writeColoured(path.join(folder, 'test'), 2, { from: 100 });
  const before = await runOn(folder);
  addPicture(path.join(folder, 'test'));
  const sameToLearn = await runOn(folder);
  expect(await judged(before.file, sameToLearn, 'validation')).toBe('');
  expect(await judged(before.file, sameToLearn, 'test')).toBe('');
  addPicture(path.join(folder, 'train'));
  const other = await runOn(folder);
  await expect(judged(before.file, other, 'validation')).rejects.toThrow(
    /those held out for validation among them: judge it by the test set, with --split test$/,
  );
  expect(await judged(before.file, other, 'test')).toMatch(
    /^photos test is another data set than the network .* has learnt/,
  );
  cpSync(path.join(folder, 'train'), path.join(folder, 'whole'), { recursive: true });
  const whole = await runOn(path.join(folder, 'whole'));
  await expect(judged(before.file, whole, 'test')).rejects.toThrow(MAY_HOLD);
});

it('a network takes images of its own shape, not all of as many pixels', async () => {
  const here = await runOn(writeColoured(path.join(temporaryFolder(), 'photos'), 6));
  const wide = { ...here.test, rows: 4, columns: 16 };
  await expect(judged(here.file, here, 'test', wide)).rejects.toThrow(
    'takes 8 × 8 × 3 pixels and 3 classes; photos test has 4 × 16 × 3 pixels and 3 classes',
  );
});
