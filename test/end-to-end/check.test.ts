import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/folder';
import { ended, pretendProject } from '../support/pretend-project';
import { until } from '../support/shell';

const CHECKS = ['types:node', 'types:browser', 'lint', 'structure', 'dead-code'];
const RIGHT = Object.fromEntries(CHECKS.map((name) => [name, 'true']));

/** A project of pretend checks and a pretend vitest, and what checks it. */
function pretendChecks(scripts: Record<string, string>, vitest: string) {
  const { at, env, tool } = pretendProject(temporaryFolder());
  mkdirSync(at('tools'), { recursive: true });
  writeFileSync(at('package.json'), JSON.stringify({ scripts }));
  tool('vitest', vitest);
  return { at, env, script: path.join(at('setup'), 'check.mjs') };
}

/** Runs `npm test`'s checks with pretend checks and a pretend vitest. */
function check(scripts: Record<string, string>, vitest: string) {
  const { env, script } = pretendChecks(scripts, vitest);
  const { status, stdout } = spawnSync(process.execPath, [script, 'a b'], {
    env,
    encoding: 'utf8',
  });
  return { status, stdout, last: stdout.trimEnd().split('\n').at(-1) };
}

describe.skipIf(process.platform === 'win32')('npm test', () => {
  it('ends with the counts of checks and tests together', () => {
    const end = check(RIGHT, 'echo "vitest $*"; echo "5 passed, 0 failed, 2 skipped"');
    expect(end).toMatchObject({ status: 0, last: '10 passed, 0 failed, 2 skipped' });
    expect(end.stdout).toContain('vitest run a b\n');
  });

  it('runs everything and fails when one check does, showing what it said', () => {
    const scripts = { ...RIGHT, lint: 'echo semicolon; exit 1' };
    const end = check(scripts, 'echo "5 passed, 0 failed, 0 skipped"');
    expect(end).toMatchObject({ status: 1, last: '9 passed, 1 failed, 0 skipped' });
    expect(end.stdout).toContain('semicolon');
  });

  it('fails when a test does', () => {
    const end = check(RIGHT, 'echo "4 passed, 1 failed, 0 skipped"; exit 1');
    expect(end).toMatchObject({ status: 1, last: '9 passed, 1 failed, 0 skipped' });
  });

  it('fails when the tests never come to their closing line', () => {
    expect(check(RIGHT, 'exit 3')).toMatchObject({
      status: 1,
      last: '5 passed, 1 failed, 0 skipped',
    });
  });

  it.each([
    ['SIGTERM', 143],
    ['SIGINT', 130],
  ] as const)('starts no tests once %s has stopped its checks', async (signal, code) => {
    const scripts = { ...RIGHT, lint: 'echo > linting; exec sleep 60' };
    const { at, env, script } = pretendChecks(scripts, 'echo tests');
    const child = spawn(process.execPath, [script], { env });
    const end = ended(child);
    await until(() => existsSync(at('linting')));
    child.kill(signal);
    expect(await end).toMatchObject({
      code,
      said: '',
      out: expect.not.stringMatching(/lint|tests/),
    });
  });
});
