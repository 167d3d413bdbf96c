import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CommanderError } from 'commander';
import { describe, expect, it, vi } from 'vitest';
import { randomStream } from '../../src/engine/random';
import { EnvironmentError, InputError } from '../../src/input/errors';
import { temporaryFolder } from '../support/folder';
import { type Enough, runPart } from '../torture/campaign';
import { zstdBomb } from '../torture/damage/bombs';
import { damagedBytes } from '../torture/damage/bytes';
import { damagedJson } from '../torture/damage/json';
import { damagedWords } from '../torture/damage/words';
import { withoutStack } from '../torture/disturb';
import { sameEnd } from '../torture/end-of-run';
import { Failure, kindOf } from '../torture/failure';
import { nothingHalfWritten } from '../torture/half-written';
import { keeper } from '../torture/keeper';
import { wholeReport } from '../torture/kills/report';
import { honestTrace } from '../torture/kills/tracing';
import { closingLine } from '../torture/outcome-table';
import type { Part, Trial } from '../torture/part';
import { partsNamed } from '../torture/parts';
import { enoughFor, wanted } from '../torture/schedule';
import { verdictOn } from '../torture/verdict';
import { constantMemory } from '../torture/video';

describe('what the campaign checks can fail:', () => {
  it('how an input was refused', () => {
    expect(verdictOn(undefined)).toEqual({ word: 'read' });
    for (const error of [
      new InputError('a.idx is cut short: fetch it again'),
      new EnvironmentError('cannot write a: the disk is full'),
      new CommanderError(2, 'code', 'unknown option'),
    ])
      expect(verdictOn(error)).toEqual({ word: 'refused' });
    for (const [error, failure] of [
      [new TypeError('x is not a function'), /^a raw error: TypeError: x is not a function/],
      ['thrown', /^threw what is no error: thrown/],
      [new InputError('--a: expected number, received string'), /^raw words in a refusal/],
      [new InputError('Invalid typed array length: 9'), /^raw words in a refusal/],
      [new Failure('a secret got out'), /^a secret got out/],
    ] as const)
      expect(verdictOn(error)).toEqual({ failure: expect.stringMatching(failure) });
  });

  it('files that are half-written', async () => {
    for (const [name, whole, half] of [
      ['run.json', '{"a":1}', '{"a":'],
      ['report.html', '<html></html>\n', '<html></ht'],
      ['figure.svg', '<svg></svg>', '<svg>'],
      ['metrics.parquet', 'PAR1…PAR1', 'PAR1…'],
      ['metrics.jsonl', '{"a":1}\n{"a"', '{"a"\n{"a":1}\n'],
    ] as const) {
      const folder = temporaryFolder();
      mkdirSync(path.join(folder, 'in'));
      writeFileSync(path.join(folder, 'in', name), whole);
      await nothingHalfWritten(folder);
      writeFileSync(path.join(folder, 'in', name), half);
      await expect(nothingHalfWritten(folder)).rejects.toThrow(`half-written: ${name}`);
    }
  });

  it('an end that is another', () => {
    sameEnd('it', { a: '1', b: '2' }, { b: '2', a: '1' });
    expect(() => sameEnd('it', { a: '1' }, { a: '1', b: '2' })).toThrow(
      /it came to another end: b/,
    );
    expect(() => sameEnd('it', { a: '1', b: '2' }, { a: '1' })).toThrow(/another end: b/);
  });

  it('a report that is half one', () => {
    const file = path.join(temporaryFolder(), 'report.html');
    wholeReport(file, 'old');
    writeFileSync(file, 'old');
    wholeReport(file, 'old');
    expect(() => wholeReport(file, undefined)).toThrow('half a report');
    writeFileSync(file, '<!doctype html><p>');
    expect(() => wholeReport(file, 'old')).toThrow('half a report');
    writeFileSync(file, '<!doctype html><p></html>\n');
    wholeReport(file, 'old');
  });

  it('a trace that does not say how far it came', async () => {
    const folder = temporaryFolder();
    const run = path.join(folder, 'runs', 'export-traces', 'one');
    const root = path.join(run, 'traces.zarr', 'zarr.json');
    mkdirSync(run, { recursive: true });
    const state = (status: string) =>
      writeFileSync(path.join(run, 'run.json'), JSON.stringify({ status }));
    state('running');
    await honestTrace(folder);
    mkdirSync(path.dirname(root));
    await expect(honestTrace(folder)).rejects.toThrow('no root');
    writeFileSync(root, '{"attributes":{"complete":false}}');
    await honestTrace(folder);
    state('finished');
    await expect(honestTrace(folder)).rejects.toThrow('is not complete');
  });

  it('a stack trace in what is said', () => {
    withoutStack({ stderr: 'error: cannot write a: the disk is full\n  at the end of the day' });
    const stack = 'TypeError: x\n    at main (/a/b.ts:3:4)';
    expect(() => withoutStack({ stderr: stack })).toThrow('a stack trace: TypeError: x');
  });

  it('memory that grows', () => {
    const looks = (count: number, tensors: number, bytes: number) =>
      Array.from({ length: count }, (_, at) => ({
        step: 500 * at,
        tensors: 9 + tensors * at,
        resident: 1e8 + bytes * at,
      }));
    constantMemory([]);
    constantMemory(looks(100, 0, 0));
    expect(() => constantMemory(looks(100, 1, 0))).toThrow(/tensors at step/);
    expect(() => constantMemory(looks(100, 0, 2e6))).toThrow(/memory grew/);
  });
});

describe('damage', () => {
  const text = JSON.stringify({ a: [1, { b: 'c' }], inner: '{"d":[2]}' });

  it('is the same for the same stream, and another for another', () => {
    const damages = [
      (seed: number) => damagedBytes(Buffer.from(text), randomStream(seed)).toString('latin1'),
      (seed: number) => damagedJson(text, randomStream(seed)),
      (seed: number) => damagedWords(['--vary', 'a=1,2'], randomStream(seed)).join(' '),
    ];
    for (const damage of damages) {
      const all = Array.from({ length: 50 }, (_, seed) => damage(seed));
      expect(Array.from({ length: 50 }, (_, seed) => damage(seed))).toEqual(all);
      expect(new Set(all).size).toBeGreaterThan(40);
    }
  });

  it('of JSON is mostly JSON, also within its strings', () => {
    const all = Array.from({ length: 300 }, (_, seed) => damagedJson(text, randomStream(seed)));
    const parsed = all.flatMap((one) => {
      try {
        return [JSON.parse(one) as { inner?: unknown }];
      } catch {
        return [];
      }
    });
    expect(parsed.length).toBeGreaterThan(200);
    const inner = parsed.map((one) => one?.inner).filter((one) => typeof one === 'string');
    expect(inner.some((one) => one !== '{"d":[2]}' && /^[[{]/.test(one as string))).toBe(true);
  });

  it('bombs are small', () => {
    const sizes = [0, 1, 2, 3, 4].map((seed) => zstdBomb(randomStream(seed)).length);
    expect(Math.max(...sizes)).toBeLessThan(10_000);
  });
});

describe('a campaign', () => {
  const part = (trial: Trial, more: Partial<Part> = {}): Part => ({
    ...{ name: 'kind/one', promises: 'nothing', unit: 'trials', share: 1 },
    begin: async () => trial,
    ...more,
  });
  const run = (one: Part, enough: Enough, keep = path.join(temporaryFolder(), 'kept')) => {
    const say = vi.fn();
    const progress = () => ({ advance: () => undefined, done: () => undefined });
    const { signal } = new AbortController();
    const folder = temporaryFolder();
    const campaign = { ...{ say, progress, seed: 7, folder, signal }, keep: keeper(keep) };
    return runPart(one, enough, campaign);
  };

  it('counts what trials came to, and keeps those that failed with the command that repeats them', async () => {
    const keep = path.join(temporaryFolder(), 'kept');
    const left = temporaryFolder();
    writeFileSync(path.join(left, 'input'), 'damaged');
    const { tries, came, failures } = await run(
      part(async (random, number) => {
        expect(random.uniform()).toBe(randomStream(7, 'kind/one', number).uniform());
        if (number === 2) throw new Failure('lost 3 metrics of /a/b', left);
        if (number === 3) throw new TypeError('broken');
        return ['SIGKILL', 'SIGTERM'];
      }),
      { tries: 7 },
      keep,
    );
    expect(tries).toBe(8);
    expect(Object.fromEntries(came)).toEqual({ SIGKILL: 3, SIGTERM: 3 });
    expect([...failures.keys()]).toEqual([
      'lost # metrics of …',
      'the trial itself broke: TypeError: broken',
    ]);
    expect(readFileSync(path.join(keep, 'kind-one-7-2', 'files', 'input'), 'utf8')).toBe('damaged');
    const lines = readFileSync(path.join(keep, 'failures.jsonl'), 'utf8').trim().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { trial: 2, command: 'npm run torture -- --seed 7 --only kind/one --trial 2' },
      { trial: 3 },
    ]);
  });

  it('tries at least once, and with a number that one', async () => {
    const numbers: number[] = [];
    const one = part(async (_, number) => {
      numbers.push(number);
      return number === 0 ? [] : ['SIGKILL']; // of the first the program was faster
    });
    await run(one, { seconds: 0 });
    await run(one, { trial: 41 });
    await run(one, { trial: 0 });
    expect(numbers).toEqual([0, 1, 41, 0]);
  });

  it('says what it skips, and what cannot even begin has failed', async () => {
    const lacking = part(async () => [], { lacks: () => 'there is no disk' });
    const broken = part(async () => [], { begin: () => Promise.reject(new Failure('no network')) });
    const outcomes = [
      await run(lacking, {}),
      await run(broken, {}),
      await run(
        part(async () => ['fine']),
        {},
      ),
    ];
    expect(closingLine(outcomes)).toBe('1 passed, 1 failed, 1 skipped');
  });

  it('divides its time by shares, or goes by counts', () => {
    const [input, kill, timed] = [
      part(async () => [], { unit: 'inputs' }),
      part(async () => [], { unit: 'kills', share: 2 }),
      part(async () => []),
    ];
    const all = [input, kill, timed] as const;
    expect(enoughFor([...all], { minutes: 4 }, 0, 1)).toEqual({ seconds: 60 });
    expect(enoughFor([kill, timed], { minutes: 4 }, 60, 1)).toEqual({ seconds: 120 });
    expect(enoughFor([timed], { minutes: 4 }, 300, 2)).toEqual({ seconds: 0 });
    expect(enoughFor([...all], { minutes: 4 }, 0, 2)).toEqual({ seconds: 120 });
    expect(enoughFor([...all], { inputs: 9 }, 0, 1)).toEqual({ tries: 9 });
    expect(wanted(all, { inputs: 9 })).toEqual([input]);
    expect(wanted(all, { inputs: 9, minutes: 1 })).toEqual(all);
    expect(wanted(all, {})).toEqual(all);
  });

  it('knows its parts by name and by kind', () => {
    expect(partsNamed(['kills'])?.map(({ name }) => name)).toContain('kills/sweep');
    expect(partsNamed(['video', 'parsers/idx'])).toHaveLength(2);
    expect(partsNamed(['nothing'])).toBeUndefined();
  });

  it('calls failures the same that differ in names and numbers alone', () => {
    expect(kindOf('/tmp/a-1/x.idx: 3 of 4\nmore')).toBe(kindOf('/var/b/y.idx: 12 of 5'));
    expect(kindOf('a raw error: TypeError')).not.toBe(kindOf('a raw error: RangeError'));
  });
});
