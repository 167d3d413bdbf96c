import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const PAGE = path.resolve(__dirname, '../../docs/promises.md');

/** The cells of a row that is a promise: what is promised, and the tests that hold it. */
const ROW = /^\| (?!promise|---)(.+) \| (`.+) \|$/gm;
/** A file of tests, and the words of one of them where it is one that is meant. */
const TEST = /`([\w-]+\/[\w-]+)`(?:: "([^"]+)")?/g;

const promises = [...readFileSync(PAGE, 'utf8').matchAll(ROW)] as unknown as readonly [
  string,
  string,
  string,
][];

it('there are some', () => {
  expect(promises.length).toBeGreaterThan(30);
});

it.each(promises.map(([, promise, tests]) => [promise, tests] as const))('%s', (_, tests) => {
  const named = [...tests.matchAll(TEST)];
  expect(named.length).toBeGreaterThan(0);
  for (const [, name = '', words] of named) {
    const file = path.resolve(__dirname, '..', `${name}.test.ts`);
    expect(existsSync(file), file).toBe(true);
    if (words !== undefined) expect(readFileSync(file, 'utf8'), file).toContain(words);
  }
});
