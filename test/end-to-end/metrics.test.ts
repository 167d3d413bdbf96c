import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EnvironmentError, InputError } from '../../src/input/errors';
import {
  type MetricRow,
  measured,
  readMetrics,
  writeMetricsTable,
} from '../../src/observation/metrics';
import { metricsLog } from '../../src/observation/metrics-log';

const python = process.env['TOPDOWN_PYTHON'];

let folder: string;
let file: string;
let table: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'topdown-metrics-'));
  file = path.join(folder, 'metrics.jsonl');
  table = path.join(folder, 'metrics.parquet');
});

afterEach(() => rmSync(folder, { recursive: true }));

const text = () => readFileSync(file, 'utf8');

function goodness(epoch: number, batch: number, value: number): MetricRow {
  const what = { split: 'training', metric: 'goodness', layer: 2, step: null } as const;
  return measured({ epoch, batch, ...what }, value);
}

function validation(epoch: number, step: number | null, value: number): MetricRow {
  const what = { split: 'validation', metric: 'error_percent', layer: null } as const;
  return measured({ epoch, batch: null, step, ...what }, value);
}

/** Two epochs of three batches, each followed by two figures on held-out images. */
const rows = [1, 2].flatMap((epoch) => [
  ...[1, 2, 3].map((batch) => goodness(epoch, batch, epoch + batch / 10)),
  validation(epoch, null, 5 / epoch),
  validation(epoch, 4, 7 / epoch),
]);

function log(resumeAt?: { epoch: number; batch: number }, added: readonly MetricRow[] = []): void {
  const opened = metricsLog(file, resumeAt);
  opened.append(added);
  opened.close();
}

describe('a log of metrics', () => {
  it('has a line for each row, there as soon as it is appended', () => {
    const opened = metricsLog(file);
    for (const [at, row] of rows.entries()) {
      opened.append([row]);
      expect(readMetrics(file)).toEqual(rows.slice(0, at + 1));
    }
    opened.close();
    expect(text().split('\n')[0]).toBe(
      '{"epoch":1,"batch":1,"step":null,"split":"training","metric":"goodness","layer":2,"value":1.1}',
    );
  });

  it('goes on from a checkpoint as if the run had never been further', () => {
    for (const [place, kept] of [
      [{ epoch: 0, batch: 0 }, 0],
      [{ epoch: 0, batch: 2 }, 2],
      [{ epoch: 0, batch: 3 }, 3], // all batches are learnt, the epoch's figures are still to come
      [{ epoch: 1, batch: 0 }, 5],
      [{ epoch: 1, batch: 1 }, 6],
      [{ epoch: 2, batch: 0 }, 10],
    ] as const) {
      rmSync(file, { force: true });
      log(undefined, rows);
      const whole = text();
      log(place);
      expect(readMetrics(file)).toEqual(rows.slice(0, kept));
      log(place, rows.slice(kept));
      expect(text()).toBe(whole);
    }
  });

  it('drops a last line that a crash cut short, though it may look whole', () => {
    log(undefined, rows);
    const whole = text();
    const ends = [whole.length - 1, whole.length - 2, whole.length - 60];
    for (const end of ends) {
      writeFileSync(file, whole.slice(0, end));
      expect(readMetrics(file)).toEqual(rows.slice(0, -1));
      log({ epoch: 2, batch: 0 }, rows.slice(-1));
      expect(text()).toBe(whole);
    }
  });

  it('keeps a number that is not finite as null', () => {
    log(undefined, [goodness(1, 1, Number.NaN), goodness(1, 2, Number.POSITIVE_INFINITY)]);
    expect(readMetrics(file).map(({ value }) => value)).toEqual([null, null]);
  });

  it.each([
    [
      '{"epoch":1',
      'line 3, is not a row of metrics of this version, or it is damaged: it is not JSON',
    ],
    ['', 'line 3, is not a row of metrics of this version, or it is damaged: it is not JSON'],
    [
      '{"epoch":1}',
      'it is damaged: batch: missing; it must be a whole number from 1 to 2147483647',
    ],
    [JSON.stringify({ ...rows[0], epoch: 0.5 }), 'epoch: not a whole number from 1'],
    [
      JSON.stringify({ ...rows[0], epoch: 2 ** 31 }),
      'epoch: not a whole number from 1 to 2147483647',
    ],
    [JSON.stringify({ ...rows[0], extra: 1 }), 'it is damaged: extra is not known here'],
  ])('refuses a file with the line %j in its midst', (line, message) => {
    log(undefined, rows.slice(0, 2));
    appendFileSync(file, `${line}\n`);
    appendFileSync(file, `${JSON.stringify(rows[2])}\n`);
    const before = text();
    const attempts = [
      () => readMetrics(file),
      () => metricsLog(file, { epoch: 0, batch: 1 }),
      () => writeMetricsTable(file, table),
    ];
    for (const attempt of attempts) {
      expect(attempt).toThrow(InputError);
      expect(attempt).toThrow(file);
      expect(attempt).toThrow(message);
    }
    expect(text()).toBe(before);
  });

  it('is not overwritten by a new run, and not invented for a resumed one', () => {
    expect(() => metricsLog(file, { epoch: 1, batch: 0 })).toThrow(InputError);
    expect(() => metricsLog(file, { epoch: 1, batch: 0 })).toThrow(`${file} is missing`);
    log(undefined, rows);
    const before = text();
    expect(() => metricsLog(file)).toThrow(InputError);
    expect(() => metricsLog(file)).toThrow(`${file} exists already`);
    expect(text()).toBe(before);
  });

  it('says so where it cannot be written', () => {
    log(undefined, rows);
    for (const inside of [path.join(file, 'metrics.jsonl'), path.join(file, 'a', 'b.jsonl')]) {
      expect(() => metricsLog(inside)).toThrow(EnvironmentError);
      expect(() => metricsLog(inside)).toThrow('a part of that path is a file');
    }
    expect(() => writeMetricsTable(file, path.join(folder, 'none', 'metrics.parquet'))).toThrow(
      EnvironmentError,
    );
  });
});

describe('the table of metrics', () => {
  it('holds the rows of the log, typed', async () => {
    log(undefined, [...rows, goodness(3, 1, Number.NaN)]);
    writeMetricsTable(file, table);
    const buffer = await asyncBufferFromFile(table);
    const { schema } = await parquetMetadataAsync(buffer);
    const types = schema.slice(1).map(({ name, type, converted_type, repetition_type }) => {
      return [name, converted_type ?? type, repetition_type];
    });
    expect(types).toEqual([
      ['epoch', 'INT32', 'REQUIRED'],
      ['batch', 'INT32', 'OPTIONAL'],
      ['step', 'INT32', 'OPTIONAL'],
      ['split', 'UTF8', 'REQUIRED'],
      ['metric', 'UTF8', 'REQUIRED'],
      ['layer', 'INT32', 'OPTIONAL'],
      ['value', 'DOUBLE', 'OPTIONAL'],
    ]);
    expect(await parquetReadObjects({ file: buffer })).toEqual(readMetrics(file));
  });

  it('replaces the one before, even from no rows', async () => {
    log();
    writeMetricsTable(file, table);
    const buffer = () => asyncBufferFromFile(table);
    expect(await parquetReadObjects({ file: await buffer() })).toEqual([]);
    log({ epoch: 0, batch: 0 }, rows);
    writeMetricsTable(file, table);
    expect(await parquetReadObjects({ file: await buffer() })).toHaveLength(rows.length);
  });
});

describe.skipIf(!python)('metrics as pandas reads them (needs TOPDOWN_PYTHON)', () => {
  it('are the same from the table and from the log', () => {
    const many = Array.from({ length: 2500 }, (_, at) => goodness(3, at + 1, Math.sin(at) * 1e-3));
    const all = [...rows, ...many, goodness(4, 1, Number.NaN)];
    log(undefined, all);
    writeMetricsTable(file, table);
    const script = path.resolve('test/python/check_metrics.py');
    const said = execFileSync(python as string, ['-W', 'error', script, file, table], {
      encoding: 'utf8',
    });
    const read = JSON.parse(said) as MetricRow[];
    expect(read).toHaveLength(all.length);
    for (const [at, { value, ...row }] of read.entries()) {
      const { value: written, ...expected } = all[at] as MetricRow;
      expect(row).toEqual(expected);
      if (written === null) expect(value).toBeNull();
      else expect(value).toBeCloseTo(written, 12);
    }
  });
});
