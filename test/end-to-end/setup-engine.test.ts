import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/folder';
import {
  borrowableEngine,
  ended,
  engineFiles,
  type PretendProject,
  pretendMachine,
  pretendProject,
  pretendTools,
  STAGES,
  withNativeParts,
} from '../support/pretend-project';
import { until } from '../support/shell';

describe.skipIf(!borrowableEngine)('set-up of the native engine (needs one to borrow)', () => {
  let project: PretendProject;
  const cache = () => project.at('cache', 'topdown', 'native-engine');
  /** What lies in the cache but notes. */
  const kept = () => readdirSync(cache()).filter((name) => !name.endsWith('.json'));
  const downloads = () => project.read('downloads').split('\n').length - 1;

  beforeEach(() => {
    project = pretendProject(temporaryFolder());
    withNativeParts(project);
  });

  it('installs it, and has nothing to do or say the second time', async () => {
    const first = await project.setUp();
    expect(first).toMatchObject({ code: 0, out: '' });
    expect(first.said).toContain('downloading TensorFlow');
    expect(await project.probe()).toMatchObject({ code: 0 });
    expect(await project.setUp()).toEqual({ code: 0, said: '', out: '' });
    expect(downloads()).toBe(1);
  });

  it.each([
    ...STAGES.map((stage) => [stage, () => project.at('halted')] as const),
    ['test', () => project.engine] as const,
  ])('is whole after kill -9 at its %s and one more call', async (stage, sign) => {
    project.env['HALT_AT'] = stage;
    const child = project.begin();
    const end = ended(child);
    await until(() => existsSync(sign()));
    child.kill('SIGKILL');
    await end;
    delete project.env['HALT_AT'];
    expect(await project.setUp()).toMatchObject({ code: 0 });
    expect(await project.probe()).toMatchObject({ code: 0 });
    expect(kept()).toHaveLength(1);
  });

  it('removes what a set-up left that was killed when the engine was in place', async () => {
    await project.setUp();
    const notes = readdirSync(cache()).filter((name) => name.endsWith('.json'));
    for (const note of notes) rmSync(path.join(cache(), note)); // it had not been tested yet
    mkdirSync(path.join(cache(), `.part-${hostname()}-1-1`));
    expect(await project.setUp()).toMatchObject({ code: 0 });
    expect(kept()).toHaveLength(1);
    expect(downloads()).toBe(1);
  });

  it('stops and tidies up on Ctrl-C', async () => {
    const child = project.begin();
    const end = ended(child);
    await once(child.stderr as Readable, 'data'); // it is at work, however slow the machine
    child.kill('SIGINT');
    expect(await end).toMatchObject({ code: 130 });
    expect(kept()).toEqual([]);
  });

  it('is made once when two set-ups start together', async () => {
    const both = await Promise.all([project.setUp(), project.setUp()]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    expect(both.map(({ said }) => said).join()).toContain('another set-up is at work');
    expect(downloads()).toBe(1);
    expect(await project.probe()).toMatchObject({ code: 0 });
  });

  it('makes an engine whose files are damaged anew', async () => {
    await project.setUp();
    for (const [harm, times] of [
      [engineFiles(project).addon, 2],
      [engineFiles(project).library, 3],
    ] as const) {
      damage(harm);
      expect(await project.setUp(), harm).toMatchObject({ code: 0 });
      expect(await project.probe(), harm).toMatchObject({ code: 0 });
      expect(downloads()).toBe(times);
    }
  });

  it('goes on without one where it cannot be had, and does not try at each start', async () => {
    project.tool('python3', 'exit 1');
    const first = await project.setUp('--quiet', '--', 'echo', 'ran');
    expect(first).toMatchObject({ code: 0, out: 'ran\n' });
    expect(first.said).toMatch(
      /^setup: no native engine: .*install python3 with pip.*WebAssembly.*\n$/,
    );
    expect(existsSync(project.engine)).toBe(false);
    pretendTools(project);
    expect((await project.setUp('--', 'true')).said).toBe(first.said);
    expect(downloads()).toBe(0);
    await project.setUp(); // asked for by name, it tries again
    expect(await project.probe()).toMatchObject({ code: 0 });
  });

  it('needs none of its notes: where they cannot be written, it does the work again', async () => {
    const blocked = (note: string) =>
      mkdirSync(`${project.engine}.${note}.json`, { recursive: true });
    blocked('failed');
    project.tool('python3', 'exit 1');
    const without = await project.setUp('--quiet', '--', 'echo', 'ran');
    expect(without).toMatchObject({ code: 0, out: 'ran\n' });
    expect(without.said).toMatch(/^setup: no native engine: .*install python3 with pip.*\n$/);
    pretendTools(project);
    await project.setUp();
    rmSync(`${project.engine}.proven.json`);
    blocked('proven');
    const before = readdirSync(cache());
    expect(await project.setUp()).toEqual({
      ...{ code: 0, out: '', said: 'setup: testing the native engine …\n' },
    });
    expect(readdirSync(cache())).toEqual(before);
    expect(downloads()).toBe(1);
  });
});

describe.skipIf(!borrowableEngine)('set-up on other machines (needs an engine to borrow)', () => {
  let project: PretendProject;

  beforeEach(() => {
    project = pretendProject(temporaryFolder());
    withNativeParts(project);
  });

  it.each([
    ['linux', 'arm64', 'manylinux2014_aarch64', '-l:libtensorflow_cc.so.2', '$ORIGIN/../deps/lib'],
    ['darwin', 'arm64', 'macosx_12_0_arm64', '-ltensorflow_cc.2', '@loader_path/../deps/lib'],
  ])('fetches, compiles and tests it: %s %s', async (platform, arch, tag, link, rpath) => {
    pretendMachine(project, platform, arch);
    expect(await project.setUp()).toMatchObject({ code: 0 });
    const [downloaded, compiled] = [project.read('downloads'), project.read('compilations')];
    expect(downloaded).toContain(`--platform ${tag}`);
    expect(downloaded).toMatch(new RegExp(`-r \\S+/wheels/${platform}-${arch}-cpu\\.txt`));
    expect(compiled).toContain(link);
    expect(compiled).toContain(`-rpath,${rpath}`);
    expect(await project.setUp()).toEqual({ code: 0, said: '', out: '' });
  });

  it.each([
    ['win32', 'x64'],
    ['darwin', 'x64'],
    ['linux', 'ppc64'],
  ])('goes on without it, and says so in a line: %s %s', async (platform, arch) => {
    pretendMachine(project, platform, arch);
    const { code, said } = await project.setUp();
    expect(code).toBe(0);
    expect(said).toBe(
      'setup: no native engine: TensorFlow for the CPU is fetched on linux-x64, linux-arm64, ' +
        `darwin-arm64, and this is ${platform}-${arch}. Going on with WebAssembly, about 15 times ` +
        'slower; `npx topdown setup` tries again.\n',
    );
  });

  it('makes one for the GPU where it is asked for, beside the other', async () => {
    expect(await project.setUp('--gpu')).toMatchObject({ code: 0 });
    const gpu = project.engine.replace('-cpu-', '-gpu-');
    expect(readdirSync(path.join(gpu, 'deps'))).toEqual(['lib', 'nvidia']);
    expect(project.read('downloads')).toContain('wheels/linux-x64-gpu.txt');
    expect(existsSync(project.engine)).toBe(true);
    pretendMachine(project, 'darwin', 'arm64');
    const { code, said } = await project.setUp('--gpu');
    expect(code).toBe(1);
    expect(said).toContain(
      'TensorFlow for the GPU is fetched on linux-x64, and this is darwin-arm64',
    );
  });
});

/** Half a file in place of the whole one. The file itself is shared with the real engine. */
function damage(file: string): void {
  rmSync(file);
  writeFileSync(file, 'half a fi');
}
