import { afterEach, describe, expect, it } from 'vitest';
import { memoryTable } from '../../src/experiments/memory-by-depth/figures';
import { widthOf, wrapped } from '../../src/machine/screen';
import { tableBlocks } from '../../src/trained/table-layout';
import { errorTable, terminalTable } from '../../src/trained/tables';

const before = process.env['COLUMNS'];
afterEach(() => {
  if (before === undefined) delete process.env['COLUMNS'];
  else process.env['COLUMNS'] = before;
});

/** The words of a text, without the lines of its tables. */
const wordsOf = (text: string) => text.split(/[\s│┌┐└┘─┬┴]+/).filter(Boolean);
const widest = (text: string) =>
  Math.max(
    ...text
      .split('\n')
      .filter((line) => /[│─]/.test(line))
      .map(widthOf),
  );

/** Errors of a network that watches for so many steps. */
const report = (steps: number) => ({
  ...{ images: 10_000, goodness: 2.09, readout: 3.22 },
  byStep: Array.from({ length: steps }, (_, at) => 2 + at / 10),
  intervals: { goodness: { low: 1.83, high: 2.39 }, readout: { low: 2.89, high: 3.58 } },
});

describe('text on a screen', () => {
  it('ends lines between words, and goes on as far in', () => {
    expect(wrapped('one two three', 8)).toBe('one two\nthree');
    expect(wrapped('  one two three', 9)).toBe('  one two\n  three');
    expect(wrapped('it fits\nand so does this', 16)).toBe('it fits\nand so does this');
  });

  it('cuts a word that is too long behind a slash or hyphen, else where the line ends', () => {
    expect(wrapped('runs/demo/2026-11-25T00-57-11-17', 12)).toBe(
      'runs/demo/\n2026-11-\n25T00-57-11-\n17',
    );
    expect(wrapped('abcdefghij', 4)).toBe('abcd\nefgh\nij');
    expect(wrapped('so abcdefghij', 4)).toBe('so\nabcd\nefgh\nij');
  });

  it('counts letters as a terminal shows them', () => {
    expect(widthOf('お')).toBe(2);
    expect(widthOf('e\u0301')).toBe(1);
    expect(wrapped('おお おお', 4)).toBe('おお\nおお');
  });
});

describe('a table', () => {
  const head = ['', 'one', 'two'];

  it('stands as it is where it fits', () => {
    expect(tableBlocks({ head, rows: [['a b', '1', '2']] }, 80)).toEqual([
      { head, rows: [['a b', '1', '2']], padding: 1 },
    ]);
  });

  it('wraps its widest column first, and cuts no word', () => {
    const rows = [['some more words', '1.5', '2.5']];
    expect(tableBlocks({ head, rows }, 26)).toEqual([
      { head, rows: [['some more\nwords', '1.5', '2.5']], padding: 1 },
    ]);
    expect(tableBlocks({ head, rows: [['  in some', '1', '2']] }, 22)).toEqual([
      { head, rows: [['  in\n  some', '1', '2']], padding: 1 },
    ]);
  });

  it('has its cells closer where that makes it fit', () => {
    expect(tableBlocks({ head, rows: [['a', '1', '2']] }, 14)[0]?.padding).toBe(0);
  });

  it('goes on below, with the same first columns, where it is wider than that', () => {
    const many = Array.from({ length: 9 }, (_, at) => `t${at}`);
    const blocks = tableBlocks({ head: ['x', ...many], rows: [['a', ...many]] }, 21);
    expect(
      blocks.every(({ head: [first], rows: [row] }) => first === 'x' && row?.[0] === 'a'),
    ).toBe(true);
    expect(blocks.flatMap(({ head: [, ...rest] }) => rest)).toEqual(many);
    const two = tableBlocks({ head: ['x', 'y', ...many], rows: [] }, 26, { labels: 2 });
    expect(two.map(({ head: start }) => start.slice(0, 2))).toEqual(two.map(() => ['x', 'y']));
  });

  it.each([40, 80, 200])(
    'is as wide as %i columns let it be, and says all that it has to',
    (columns) => {
      process.env['COLUMNS'] = String(columns);
      const cell = {
        way: 'backpropagation',
        depth: 2,
        units: 5,
        batch: 9,
        milliseconds: 7,
      } as const;
      const bytes = {
        weights: 1e6,
        residentBefore: 2e6,
        residentPeak: 9e6,
        livePeak: 3e6,
        liveBeyond: 4e6,
      };
      for (const text of [errorTable(report(20)), memoryTable([{ ...cell, ...bytes }])])
        expect(widest(text)).toBeLessThanOrEqual(columns);
      const words = wordsOf(errorTable(report(20)));
      for (let step = 1; step <= 20; step++) expect(words).toContain(`t${step}`);
      expect(words).toContain('3.90');
    },
  );

  it('of any run of words fits, however long they are', () => {
    process.env['COLUMNS'] = '30';
    const path = 'runs/recurrent-mnist/2026-11-25T00-54-11-17';
    const text = terminalTable([path, path], [[path, path.repeat(3)]]);
    expect(widest(text)).toBeLessThanOrEqual(30);
    expect(widest(terminalTable([path], [[path]]))).toBeLessThanOrEqual(30); // a column alone, too
  });
});
