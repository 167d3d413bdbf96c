import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { findChromium } from '../support/chromium';
import { temporaryFolder } from '../support/folder';

const ROOT = path.resolve(__dirname, '../..');
const NETWORK = 'recurrent-300-300-seed-1';

/** The benchmark of the page, whose temporary files are in a folder of its own. */
function started(folder: string, looks: number): ChildProcessWithoutNullStreams {
  const file = path.join(ROOT, 'bench', 'page.ts');
  const args = ['--require', path.join(ROOT, 'bin', 'sources.cjs'), file, '--networks', NETWORK];
  const env = { ...process.env, TMPDIR: folder };
  return spawn(process.execPath, [...args, '--looks', String(looks)], { cwd: ROOT, env });
}

/** What is left of the page, its browser and the browser's profile. */
function left(folder: string): string[] {
  return readdirSync(folder).filter((name) => /topdown|playwright|chromium/i.test(name));
}

describe.skipIf(findChromium() === undefined)('the benchmark of the page', () => {
  it('prints its table, ends, and leaves nothing behind', async () => {
    const folder = temporaryFolder();
    const child = started(folder, 1);
    let said = '';
    child.stdout.on('data', (text) => {
      said += text;
    });
    const [code] = await once(child, 'close');
    expect(code).toBe(0);
    expect(said).toMatch(new RegExp(`^\\| ${NETWORK} \\| [\\d.]+ \\(.*\\) \\| [\\d.]+ \\(`, 'm'));
    expect(left(folder)).toEqual([]);
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('leaves nothing behind where %s stops it', async (signal, code) => {
    const folder = temporaryFolder();
    const child = started(folder, 100_000);
    await once(child.stdout, 'data'); // the head of the table: all is started
    expect(left(folder).length).toBeGreaterThan(1);
    child.kill(signal);
    expect(await once(child, 'close')).toEqual([code, null]);
    expect(left(folder)).toEqual([]);
  });
});
