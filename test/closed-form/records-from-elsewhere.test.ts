import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { png } from '../../src/charts/png';
import { writeResults } from '../../src/cli/write-pages';
import { openLedger } from '../../src/comparison/ledger';
import { EnvironmentError, InputError } from '../../src/input/errors';
import { writeParquet } from '../../src/machine/parquet';
import { readMetrics } from '../../src/observation/metrics';
import { readWatched } from '../../src/observation/watched-file';
import { writeComparison } from '../../src/pages/beside/comparison-page';
import { writePngs, writeReport } from '../../src/pages/report/report';
import { recordToKeep } from '../../src/pages/results/records';
import { newRun } from '../../src/runs/perform';
import { openRun, type RunFolder } from '../../src/runs/run-folder';
import { checkRecordable } from '../../src/runs/run-record';
import { numbersIn } from '../../src/sweep/sweep-rows';
import { temporaryFolder } from '../support/folder';
import { RECORD } from '../support/run-record';

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"></svg>';
const ROW = { epoch: 1, batch: null, step: null, split: 'test', metric: 'm', layer: 1, value: 0.5 };

/** A run whose record, as JSON, was changed by somebody. */
function changed(change: (record: Record<string, unknown>) => void): RunFolder {
  const made = newRun(temporaryFolder(), RECORD);
  made.begin();
  made.leave();
  const record = JSON.parse(readFileSync(made.file('run.json'), 'utf8'));
  change(record);
  writeFileSync(made.file('run.json'), JSON.stringify(record));
  return made;
}

const figure = (file: string) => ({ file, title: 'A figure', caption: '' });
const page = (run: RunFolder) => parseHTML(readFileSync(writeReport(run), 'utf8')).document;

describe('figures that a record names', () => {
  it('are those of its folder; others are left out, and the report says so', () => {
    const run = changed((record) => {
      record['figures'] = ['../secret.svg', 'secret.txt', 'link.svg', 'own.svg'].map(figure);
    });
    for (const file of ['own.svg', '../secret.svg']) writeFileSync(run.file(file), SVG);
    symlinkSync('../secret.svg', run.file('link.svg'));
    const document = page(run);
    expect(document.querySelectorAll('.drawn').length).toBe(1);
    const said = [...document.querySelectorAll('.error')].map((one) => one.textContent);
    expect(said).toEqual([
      'Left out: "../secret.svg" is not the name of a file in the run',
      'Left out: "secret.txt" is not the name of an SVG',
      'Left out: "link.svg" leads out of the run, by a symbolic link',
    ]);
  });

  it('are drawn as PNGs within its folder alone, and read no other file', async () => {
    const run = changed((record) => {
      record['figures'] = [figure('../victim.svg')];
    });
    writeFileSync(run.file('../victim.svg'), SVG);
    await expect(writePngs(openRun(run.path))).rejects.toThrow(InputError);
    expect(existsSync(run.file('../victim.png'))).toBe(false);
    for (const href of ['/etc/logo.png', 'file:///logo.png', 'http://a/b.png', '&#47;logo.png'])
      await expect(png(SVG.replace('></svg>', `><image href="${href}"/></svg>`))).rejects.toThrow(
        'names other files',
      );
    await expect(png(SVG.replaceAll('"4"', '"100000"'))).rejects.toThrow('pixels');
    await expect(png('no svg')).rejects.toThrow(InputError);
    expect((await png(SVG)).length).toBeGreaterThan(50);
  });
});

describe('results of any names and depth', () => {
  const odd = JSON.parse(
    '{"__proto__": [{"__proto__": 1, "constructor": 2}, {"toString": 3}], "constructor": {"a": 4}, "hasOwnProperty": 5}',
  );

  it('are shown, counted and kept as they are', async () => {
    const run = changed(({ results }) => {
      for (const [name, value] of Object.entries(odd))
        Object.defineProperty(results, name, { value, enumerable: true });
    });
    const words = page(run).body.textContent ?? '';
    for (const name of ['proto', 'constructor', 'toString', 'hasOwnProperty'])
      expect(words.replaceAll(' ', '').toLowerCase()).toContain(name.toLowerCase());
    expect(numbersIn(odd).map(({ measure }) => measure)).toEqual([
      'constructor.a',
      'hasOwnProperty',
    ]);
    await writeComparison([run, run], path.join(temporaryFolder(), 'page.html'));
    expect(recordToKeep(run.path, temporaryFolder()).text).toContain('"__proto__"');
  });

  it('nested 3,000 deep are refused in a sentence, whoever opens the run', () => {
    const run = changed(() => undefined);
    const deep = `${'['.repeat(3000)}${']'.repeat(3000)}`;
    writeFileSync(
      run.file('run.json'),
      JSON.stringify({ ...RECORD, results: 0 }).replace('"results":0', `"results":${deep}`),
    );
    expect(() => openRun(run.path)).toThrow('run.json is not the record of a run of this version');
    expect(() => openRun(run.path)).toThrow('nested more than 100 deep');
  });

  it('a list of which each row has a field of its own is no table', () => {
    const run = changed((record) => {
      record['results'] = { rows: Array.from({ length: 3000 }, (_, at) => ({ [`f${at}`]: at })) };
    });
    expect(page(run).querySelectorAll('#results td').length).toBe(0);
  });
});

it('results that a record could not be read with again are refused when they are made', () => {
  expect(() => checkRecordable({ training: {}, byStep: [1, 2] })).not.toThrow();
  expect(() => checkRecordable(undefined)).not.toThrow();
  const deep = JSON.parse(`${'['.repeat(101)}${']'.repeat(101)}`);
  expect(() => checkRecordable(deep)).toThrow('Write them to a file in its folder instead');
  expect(() => checkRecordable('x'.repeat(16 * 2 ** 20))).toThrow('they are too large');
});

it('a record whose scenario leads out of the folder of records is not kept', () => {
  const folder = temporaryFolder();
  const run = changed((record) => {
    record['scenario'] = '../../victim';
  });
  expect(() => recordToKeep(run.path, folder)).toThrow(InputError);
  const hidden = changed((record) => {
    Object.assign(record, { options: { hidden: ['/../../victim'] } });
  });
  expect(() => recordToKeep(hidden.path, folder)).toThrow('is not the name of a file');
  expect(readdirSync(folder)).toEqual([]);
});

describe('what was watched', () => {
  const image = {
    ...{ index: 0, label: 1, answer: 0, readout: 1, rows: 2, columns: 2, pixels: 'AAECAw==' },
    goodness: [
      [[1], [2]],
      [[3], [4]],
    ],
    activity: [{ most: 1, bytes: Buffer.alloc(2 * 2 * 3).toString('base64') }],
  };
  const watched = { schema: 1, window: { first: 1, last: 1 }, units: [3], images: [image] };

  it('is read where its parts fit together', () => {
    const file = path.join(temporaryFolder(), 'watched.json');
    expect(readWatched(file)).toBeUndefined();
    writeFileSync(file, JSON.stringify(watched));
    expect(readWatched(file)?.images.length).toBe(1);
  });

  it.each([
    ['rows unlike its pixels', { images: [{ ...image, rows: 3 }] }],
    ['more units than activity', { units: [1_000_000] }],
    ['units beyond all', { units: [1e9] }],
    ['another number of layers', { units: [3, 3] }],
    ['steps that it lacks', { window: { first: 1, last: 2 } }],
    ['a label that it lacks', { images: [{ ...image, answer: 2 }] }],
    ['other steps for another image', { images: [image, { ...image, goodness: [[[1], [2]]] }] }],
    ['a hypothesis too few', { images: [{ ...image, goodness: [[[1], [2]], [[3]]] }] }],
    [
      'goodness that is no number',
      {
        images: [
          {
            ...image,
            goodness: [
              [[1], [2]],
              [[3], ['4']],
            ],
          },
        ],
      },
    ],
    ['more images than there may be, which are none', { images: Array(1001).fill(7) }],
    ['bytes that are none', { images: [{ ...image, pixels: 'AAEC!w==' }] }],
  ])('with %s is left out of the report, which says so', (_, change) => {
    const run = changed(() => undefined);
    writeFileSync(run.file('watched.json'), JSON.stringify({ ...watched, ...change }));
    expect(() => readWatched(run.file('watched.json'))).toThrow(InputError);
    const document = page(run);
    expect(document.querySelector('#why')).toBeNull();
    expect(document.querySelector('.error')?.textContent).toMatch(/^Left out: watched.json is not/);
    expect(document.querySelector('#results')).not.toBeNull();
  });
});

it('a number wider than its column is refused by the row that holds it, and by the table', () => {
  const folder = temporaryFolder();
  const file = path.join(folder, 'metrics.jsonl');
  const lines = [ROW, { ...ROW, epoch: 2 ** 31 }].map((row) => `${JSON.stringify(row)}\n`);
  writeFileSync(file, lines.join(''));
  expect(() => readMetrics(file)).toThrow(`${file}, line 2, is not a row of metrics`);
  const table = path.join(folder, 'table.parquet');
  for (const odd of [2 ** 31, 0.5, 'one'])
    expect(() => writeParquet(table, { seed: 'INT32' }, [{ seed: odd }])).toThrow(InputError);
  expect(readdirSync(folder)).toEqual(['metrics.jsonl']);
});

/** A file that was damaged, as bytes: some of them changed, lost, doubled or put in. */
const damaged = (sound: Buffer) =>
  fc
    .array(fc.tuple(fc.nat(sound.length - 1), fc.nat(20), fc.uint8Array({ maxLength: 4 })), {
      minLength: 1,
      maxLength: 3,
    })
    .map((changes) =>
      changes.reduce(
        (bytes, [at, lost, put]) =>
          Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + lost)]),
        sound,
      ),
    );

describe('a damaged file is read or refused in one sentence, never with another error:', () => {
  const answer = { condition: 'clean', strength: 0, unit: '', reading: 'a', seed: 1, sha256: '' };
  it.each<[name: string, sound: unknown, read: (file: string) => unknown]>([
    ['run.json', RECORD, (file) => writeReport(path.dirname(file))],
    ['metrics.jsonl', ROW, readMetrics],
    ['answers.jsonl', { ...answer, milliseconds: 1, answers: 'AAEC' }, openLedger],
  ])('%s', (name, sound, read) => {
    const folder = temporaryFolder();
    mkdirSync(folder, { recursive: true });
    const file = path.join(folder, name);
    fc.assert(
      fc.property(damaged(Buffer.from(`${JSON.stringify(sound)}\n`)), (bytes) => {
        writeFileSync(file, bytes);
        try {
          read(file);
        } catch (error) {
          expect([InputError, EnvironmentError]).toContain((error as Error).constructor);
          expect((error as Error).message).not.toContain('\n');
        }
      }),
      { seed: 17, numRuns: 150 },
    );
  });
});

it('of several records all are kept, or none where one cannot be', () => {
  const [run, unfinished] = [
    changed(() => undefined),
    changed((record) => {
      record['status'] = 'failed';
    }),
  ];
  const folder = temporaryFolder();
  const [records, write] = [path.join(folder, 'records'), path.join(folder, 'page.md')];
  const request = { runs: path.join(folder, 'runs'), records, models: folder, write };
  for (const other of ['nosuch', unfinished.path])
    expect(() => writeResults([run.path, other], request)).toThrow(InputError);
  expect(readdirSync(folder)).toEqual([]);
  const [kept = ''] = writeResults([run.path], request).map((line) =>
    line.replace('written: ', ''),
  );
  expect(path.dirname(kept)).toBe(records);
  expect(readFileSync(write, 'utf8')).toContain(RECORD.scenario);
});

it('the page of results may lie among the pages about studies, and is not put back to what it was', () => {
  const folder = temporaryFolder();
  const write = path.join(folder, 'page.md');
  const request = {
    runs: folder,
    records: path.join(folder, 'none'),
    models: folder,
    pages: folder,
  };
  writeFileSync(write, 'what it was');
  writeResults([], { ...request, write });
  const alone = path.join(folder, 'alone.txt');
  writeResults([], { ...request, pages: undefined, write: alone });
  expect(readFileSync(write, 'utf8')).toBe(readFileSync(alone, 'utf8'));
});
