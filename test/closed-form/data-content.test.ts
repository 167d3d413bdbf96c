import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type DataSet, filesOf } from '../../src/data/data-set';
import { publishedAs } from '../../src/data/data-sets';
import { filesToCome, loadDataSet } from '../../src/data/load';
import { FASHION_MNIST } from '../../src/data/sets/fashion-mnist';
import { MNIST } from '../../src/data/sets/mnist';
import { makeFolder } from '../../src/machine/files';
import {
  dataContent,
  dataDifferences,
  dataInWords,
  sameTraining,
} from '../../src/runs/data-content';
import { paperErrors } from '../../src/trained/paper-errors';
import { temporaryFolder } from '../support/folder';
import { smallDataSet } from '../support/idx-bytes';

const contents = (dataSet: DataSet): Record<string, string> =>
  Object.fromEntries(filesOf(dataSet).map(({ name, content = '' }) => [name, content]));
const [mnist, fashion] = [contents(MNIST), contents(FASHION_MNIST)];
const LABELS = 'train-labels-idx1-ubyte';
const relabelled = { ...mnist, [LABELS]: 'other' };

describe('what data are', () => {
  it('is all that is recorded of them but their name, place and division', () => {
    const content = { checksums: mnist, classes: 26 };
    const about = { split: 'test', training: 1, held: 1 } as const;
    const data = { set: 'mnist', source: 'folder', path: '/one', ...about, ...content } as const;
    expect(dataContent(data)).toEqual(content);
  });

  it('differs in named files, and in how they are read, in whatever order', () => {
    const one = { checksums: { a: '1', b: '2' } };
    expect(dataDifferences(one, { checksums: { b: '2', a: '1' } })).toEqual([]);
    expect(dataDifferences(one, { checksums: { a: '1', b: '3' } })).toEqual(['b']);
    expect(dataDifferences(one, { checksums: { a: '1' } })).toEqual(['b']);
    const asLetters = { ...one, classes: 26 };
    expect(dataDifferences(one, asLetters)).toEqual(['classes']);
  });

  it('is the same to learn from where the training images and labels are', () => {
    const otherTest = { ...mnist, 't10k-images-idx3-ubyte': 'other' };
    expect(sameTraining(mnist, otherTest)).toBe(true);
    expect(sameTraining(mnist, relabelled)).toBe(false);
    expect(sameTraining({ 'training-pixels': 'a' }, { 'training-pixels': 'b' })).toBe(false);
    expect(sameTraining(mnist, {})).toBe(false);
  });

  it('is as published, whatever it is called', () => {
    expect(publishedAs(mnist)).toBe(MNIST);
    expect(publishedAs(fashion)).toBe(FASHION_MNIST);
    expect(publishedAs(relabelled)).toBeUndefined();
    const words = (set: string, checksums: typeof mnist) => dataInWords({ set, checksums });
    expect(words('mnist', mnist)).toBe('mnist');
    expect(words('mnist', fashion)).toBe('mnist (the files of fashion-mnist)');
    expect(words('mnist', relabelled)).toBe('mnist (files of one’s own)');
    expect(words('drawn-digits', {})).toBe('drawn-digits');
    const letters = { set: 'mnist', checksums: relabelled, classes: 26 };
    expect(dataInWords(letters)).toBe('mnist (files of one’s own) of 26 classes');
  });

  it('stands beside the figures of the paper where it is MNIST, and nowhere else', () => {
    const said = (checksums?: typeof mnist) =>
      paperErrors('recurrent', checksums && { checksums }).map(({ percent }) => percent);
    expect(said(mnist)).toEqual([1.31]);
    for (const other of [fashion, relabelled, {}, undefined]) expect(said(other)).toEqual([]);
  });
});

describe('the checksums of data that are yet to come', () => {
  const nowhere = () => ({ collection: '', cache: temporaryFolder() });

  it('are those of what was published, as downloads are checked against that', async () => {
    expect(await filesToCome('mnist', nowhere())).toEqual({ checksums: mnist, labelling: {} });
  });

  it('are those of the files that are there, and for the rest of what was published', async () => {
    const places = nowhere();
    const labels = smallDataSet()[LABELS];
    makeFolder(path.join(places.cache, 'mnist'));
    writeFileSync(path.join(places.cache, 'mnist', LABELS), labels);
    const { checksums: found } = await filesToCome('mnist', places);
    const { [LABELS]: own, ...others } = found;
    const { [LABELS]: _, ...published } = mnist;
    expect(others).toEqual(published);
    for (const [name, bytes] of Object.entries(smallDataSet()))
      writeFileSync(path.join(places.cache, 'mnist', name), bytes);
    const { checksums } = await loadDataSet('mnist', places);
    expect(checksums[LABELS]).toBe(own);
    expect(await filesToCome('mnist', places)).toMatchObject({ checksums });
  });

  it('come with what their labels stand for, where that is not as usual', async () => {
    for (const [given, labelling] of [
      [
        { classes: 26, firstLabel: 1 },
        { classes: 26, firstLabel: 1 },
      ],
      [{ classes: 10, firstLabel: 0 }, {}],
    ])
      expect(await filesToCome('mnist', { ...nowhere(), ...given })).toMatchObject({ labelling });
  });

  it('are those of the digits that are drawn', async () => {
    const { checksums } = await loadDataSet('drawn-digits');
    expect(await filesToCome('drawn-digits')).toMatchObject({ checksums });
  });
});
