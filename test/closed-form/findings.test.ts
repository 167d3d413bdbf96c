import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { type Claim, type Finding, findings, short } from '../../src/experiments/finding';
import { findingsText } from '../../src/experiments/findings-text';
import { tableDifference } from '../../src/experiments/measures/rows';
import { writeTidyTable } from '../../src/experiments/study-scenario';
import { slidingScores } from '../../src/experiments/watching/watch-video';
import { LARGEST_SEED } from '../../src/input/limits';
import type { ResultRecord } from '../../src/pages/results/records';
import { studySection, withFindings } from '../../src/pages/results/study-section';
import { temporaryFolder } from '../support/folder';

const spread = [
  [1, 2, 3, 2, 1, 3],
  [2, 1, 2, 3, 2, 2],
];
const claim = { claim: 'more is more', measure: 'how much, in pounds', expected: 'above' } as const;
const found = (changes: Partial<Claim>) =>
  findings([{ ...claim, values: spread, ...changes }])[0] as Finding;

describe('one table less another', () => {
  it('is taken network by network and item by item', () => {
    const difference = tableDifference(
      [
        [3, 5],
        [1, 1],
      ],
      [
        [1, 2],
        [0, 4],
      ],
    );
    expect(difference.map((row) => Array.from(row))).toEqual([
      [2, 3],
      [1, -3],
    ]);
  });

  it('has no items where one of them has none, and is refused where they do not match', () => {
    expect(tableDifference([[3, 5]], [[]])).toEqual([new Float64Array()]);
    expect(() => tableDifference([[3, 5]], [[1]])).toThrow('rows of 2 and 1 items');
    expect(() => tableDifference([[3]], [])).toThrow('tables of 1 and 0 networks');
  });
});

describe('a finding', () => {
  it('is the mean over networks and items, and where its interval lies', () => {
    const one = found({});
    expect(one.estimate).toBe(2);
    expect(one).toMatchObject({ verdict: 'as expected', networks: 2, items: 6, than: 0 });
    expect(one.each).toEqual([2, 2]);
    // Networks do not differ at all: as if by the least that one in 20 alike would, of a residual of 0.6.
    expect(one.df).toBeCloseTo(1, 12);
    const half = 12.706205 * Math.sqrt((0.6 * 0.00393214) / 12); // R: qt(0.975, 1), qchisq(0.05, 1)
    expect([one.low, one.high]).toEqual([expect.closeTo(2 - half, 5), expect.closeTo(2 + half, 5)]);
  });

  it('is none where two ways of computing one number round differently', () => {
    const rounded = [[2.3e-9, 1.1e-9, 3.6e-9]];
    expect(found({ values: rounded }).verdict).toBe('undecided');
    expect(found({ values: rounded, expected: 'below' }).verdict).toBe('undecided');
    expect(found({ values: rounded, expected: 'below', than: 0.01 }).verdict).toBe('as expected');
    expect(found({ values: [[2e-5, 2.1e-5, 2.2e-5]] }).verdict).toBe('as expected');
  });

  it('says when it goes the other way, or cannot be told', () => {
    expect(found({ expected: 'below' }).verdict).toBe('the other way');
    expect(found({ than: 2 }).verdict).toBe('undecided');
    expect(found({ than: 5 }).verdict).toBe('the other way');
    expect(found({ expected: 'below', than: 5 }).verdict).toBe('as expected');
  });

  it('of a study are corrected for how many there are', () => {
    const values = [Array.from({ length: 40 }, (_, at) => (at % 2 === 0 ? 1 : -0.45))];
    const [alone] = findings([{ ...claim, values }]);
    const many = findings(Array.from({ length: 9 }, () => ({ ...claim, values })));
    expect(alone).toMatchObject({ verdict: 'as expected', betweenNetworks: null });
    expect(many.map(({ verdict }) => verdict)).toEqual(new Array(9).fill('undecided'));
    expect(many[0]?.adjusted).toBeCloseTo(9 * (alone?.p ?? 1), 12);
  });

  it('is no difference only within a bound that its claim names', () => {
    const values = [Array.from({ length: 40 }, (_, at) => (at % 2 === 0 ? 1 : -1))];
    expect(found({ values }).verdict).toBe('undecided');
    const bound = found({ values, within: 1 });
    expect(bound).toMatchObject({ verdict: 'no difference', within: 1 });
    expect(findingsText([bound]).replaceAll(/\s+/g, ' ')).toContain(
      'no difference (within ±1); smallest detectable 0.46',
    );
  });

  it('is left out of what has no values in some network, or one number in all', () => {
    expect(findings([{ ...claim, values: [[1, 2], []] }])).toEqual([]);
    expect(findings([{ ...claim, values: [[1]] }])).toEqual([]);
  });

  it('is left out of networks that have the same number of one item, which shows no spread', () => {
    const [other, rest] = [[[1], [2], [3]], { ...claim, values: [[-1], [-1]], within: 1 }];
    expect(findings([rest])).toEqual([]);
    expect(findings([{ ...rest, values: [[3.4 - 2.4], [5.4 - 4.4]] }])).toEqual([]); // rounded
    const [one] = findings([{ ...claim, values: other }, rest]);
    expect(one?.adjusted).toBeCloseTo(2 * (one?.p ?? 1), 12);
    expect(found({ values: [[-1], [-0.9]] }).estimate).toBeCloseTo(-0.95, 12);
  });

  it('of a few items that are all alike is not decided by that', () => {
    expect(found({ values: [[1, 1]] })).toMatchObject({ p: 0.5, verdict: 'undecided' });
    const equal = found({ values: [[0, 0]], within: 1 });
    expect(equal).toMatchObject({ p: 1, verdict: 'undecided' });
    expect(findingsText([equal])).not.toContain('detectable');
    const many = [new Array<number>(10).fill(0.1)]; // their sum rounds
    expect(found({ values: many })).toMatchObject({ p: 0.5 ** 9, verdict: 'as expected' });
    expect(found({ values: [...many, ...many, ...many] })).toMatchObject({ p: 0.5 ** 9 });
  });

  it('that could not be made makes no other surer', () => {
    const values = [Array.from({ length: 40 }, (_, at) => (at % 2 === 0 ? 1 : -0.45))];
    const unknown = Array.from({ length: 8 }, () => ({ ...claim, values: [] }));
    const [alone] = findings([{ ...claim, values }]);
    const [one, ...more] = findings([{ ...claim, values }, ...unknown]);
    expect(more).toEqual([]);
    expect(one).toMatchObject({ verdict: 'undecided', p: alone?.p });
    expect(one?.adjusted).toBeCloseTo(9 * (alone?.p ?? 1), 12);
  });

  it('is told in lines of at most 80 letters, each network by itself', () => {
    const long = { claim: 'a claim of many words that '.repeat(9), measure: 'm of '.repeat(30) };
    const lines = findingsText([found(long)]).split('\n');
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(80);
    expect(lines).toContain('    each network: 2 2');
  });

  it('says nothing of what rounding leaves of a 0', () => {
    expect([2.4e-16, -2.4e-16, 1e-7].map(short)).toEqual(['0', '0', '1e-7']);
  });

  it('is told as text', () => {
    const text = findingsText([found({ than: 0.25 })]);
    for (const part of ['more is more', 'above 0.25', '2 (1.82 to 2.18)', 'as expected'])
      expect(text.replaceAll(/\s+/g, ' ')).toContain(part);
  });
});

it('a tidy table has a row each, typed by its values, with the network it is of', async () => {
  const file = path.join(temporaryFolder(), 'measured.parquet');
  const rows = [
    { image: 3, share: 0.5, right: true, what: 'a', late: null },
    { image: 4, share: 1, right: false, what: 'b', late: 7 },
  ];
  writeTidyTable([{ name: 'net', seed: LARGEST_SEED, rows }], file);
  const bytes = readFileSync(file);
  const read = await parquetReadObjects({
    file: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength),
  });
  const common = { network: 'net', seed: BigInt(LARGEST_SEED) };
  expect(read).toEqual([
    { ...common, image: 3, share: 0.5, right: 1, what: 'a', late: null },
    { ...common, image: 4, share: 1, right: 0, what: 'b', late: 7 },
  ]);
});

it('sliding scores are sums over the last steps, as many as there are', () => {
  const scores = [1, 10, 100, 1000].map((one) => Float32Array.of(one, 2 * one));
  expect(slidingScores(scores, 3).map((one) => [...one])).toEqual([
    [1, 2],
    [11, 22],
    [111, 222],
    [1110, 2220],
  ]);
});

describe('a page about a study', () => {
  const record = (started: string, estimate: number): ResultRecord =>
    ({
      ...{ scenario: 'one-study', started, seed: 5, dataSet: 'mnist', options: { images: 9 } },
      results: {
        ...{ question: 'Is it?', images: 9, networks: [{ name: 'net', seed: 17 }] },
        findings: [{ ...found({ values: [[1, 1]] }), estimate }],
      },
    }) as unknown as ResultRecord;
  const page = 'before\n<!-- findings: one-study -->\nold\n<!-- end -->\nafter\n';

  it('holds what the latest record found, with its command', () => {
    const records = [record('2026-02-01T00:00:00Z', 2), record('2026-01-01T00:00:00Z', 3)];
    const filled = withFindings(page, records);
    expect(filled).toContain('| more is more | how much, in pounds, expected above 0 | 2 (1 to 1)');
    expect(filled).toContain('2026-02-01, `npx topdown run one-study --images 9 --seed 5`');
    expect(filled).not.toContain('old');
    expect(filled).toMatch(/^before\n<!-- findings: one-study -->\n[\s\S]*<!-- end -->\nafter\n$/);
    expect(withFindings(filled, records)).toBe(filled);
  });

  it('says of intervals of resampled networks that they are, and of others that p is corrected', () => {
    const tested = withFindings(page, [record('2026-02-01T00:00:00Z', 2)]);
    expect(tested).toContain('p by Holm’s correction over the claims that were tested together.');
    expect(tested).toContain('| each network | p | verdict |');
    const old = record('2026-02-01T00:00:00Z', 2);
    const { results } = old as unknown as { results: { findings: Record<string, unknown>[] } };
    results.findings = results.findings.map(({ p: _, adjusted: __, each: ___, ...one }) => one);
    const marked = withFindings(page, [old]);
    expect(marked).toContain('of resampled networks and images');
    expect(marked).toContain('| expected | measured | found | verdict |');
  });

  it('keeps a claim of several lines and bars in its row, and a question in its heading', () => {
    const odd = record('2026-02-01T00:00:00Z', 2);
    const { results } = odd as unknown as {
      results: { question: string; findings: { claim: string }[] };
    };
    Object.assign(results.findings[0] as object, { claim: 'a | b\n# c' });
    results.question = 'Is it?\n# No';
    expect(studySection(odd)).toMatch(
      /^### Is it\? # No \(.*\)\n[\s\S]*\n\| a \\\| b # c \| how much/,
    );
  });

  it('says which data set and sizes a record is of, so that two of one study are told apart', () => {
    const one = record('2026-02-01T00:00:00Z', 2);
    const other = { ...one, dataSet: 'others', options: { ...one.options, hidden: [50, 40] } };
    expect(studySection(one)).toContain(` (${one.dataSet})\n`);
    expect(studySection(other)).toContain(' (others, 50 + 40 units)\n');
  });

  it('stays as it is where there is no record', () => {
    expect(withFindings(page, [])).toBe(page);
  });
});
