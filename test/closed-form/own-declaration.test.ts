import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { type DataSet, filesOf } from '../../src/data/data-set';
import { IDX } from '../../src/data/formats/idx';
import { loadDataSet } from '../../src/data/load';
import { temporaryFolder } from '../support/folder';
import { idxBytes } from '../support/idx-bytes';

const PAGE = path.resolve(__dirname, '../../docs/data.md');

/** The declaration that the page shows, as its file would export it. */
async function shown(): Promise<DataSet> {
  const [, example = ''] = /```ts\n([\s\S]*?)```/.exec(readFileSync(PAGE, 'utf8')) ?? [];
  const { outputText } = ts.transpileModule(example, {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
  });
  const imported = /import \{ IDX \} from '..\/formats\/idx';/;
  expect(outputText).toMatch(imported);
  const file = path.join(temporaryFolder(), 'shells.mjs');
  writeFileSync(file, outputText.replace(imported, 'const IDX = globalThis.idxOfThePage;'));
  Object.assign(globalThis, { idxOfThePage: IDX });
  const { SHELLS } = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as {
    SHELLS: DataSet;
  };
  return SHELLS;
}

test('the declaration of a data set that the page shows is found and read', async () => {
  const dataSet = await shown();
  const root = temporaryFolder();
  const folder = path.join(root, 'museum', 'shells');
  mkdirSync(folder, { recursive: true });
  const values = Array.from({ length: 36 }, (_, at) => at);
  for (const { name } of filesOf(dataSet)) {
    const images = idxBytes([2, 4, 3, 3], [...values, ...values]);
    writeFileSync(
      path.join(folder, name),
      name.includes('images') ? images : idxBytes([2], [1, 3]),
    );
  }
  const { name, training, test: held } = await loadDataSet(dataSet, { data: root });
  expect(name).toBe('shells');
  expect(training).toMatchObject({
    count: 2,
    ...dataSet.shape,
    classes: 3,
    name: 'shells training',
  });
  expect([...held.labels].map((label) => held.classNames[label])).toEqual(['cockle', 'whelk']);
  expect([...training.pixels.subarray(0, 6)]).toEqual([0, 1, 2, 9, 10, 11]); // upright
});
