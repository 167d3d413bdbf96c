import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/folder';
import {
  borrowableEngine,
  ended,
  engineFiles,
  type PretendProject,
  pretendProject,
  pretendTools,
  tfjsNode,
  withEnginePackage,
} from '../support/pretend-project';

describe.skipIf(!borrowableEngine)('set-up of the native engine (needs one to borrow)', () => {
  let project: PretendProject;
  const cache = () => project.at('cache', 'topdown', 'native-engine');
  const cached = () => path.join(cache(), readdirSync(cache())[0] as string);
  const downloads = () => project.read('downloads').split('\n').length - 1;

  beforeEach(() => {
    project = pretendProject(temporaryFolder());
    withEnginePackage(project);
  });

  it('installs it, and has nothing to do or say the second time', async () => {
    const first = await project.setUp();
    expect(first).toMatchObject({ code: 0, out: '' });
    expect(first.said).toContain('downloading TensorFlow');
    expect(await project.probe()).toMatchObject({ code: 0 });
    const times: number[] = [];
    for (const _ of [1, 2, 3]) {
      const start = Date.now();
      expect(await project.setUp()).toEqual({ code: 0, said: '', out: '' });
      times.push(Date.now() - start);
    }
    expect(Math.min(...times)).toBeLessThan(1000); // ms
  });

  it('is whole after kill -9 at any moment and one more call', async () => {
    for (const moment of [100, 250, 400, 550, 700]) {
      rmSync(project.at('cache'), { recursive: true, force: true });
      rmSync(project.at('node_modules', '.topdown'), { recursive: true, force: true });
      rmSync(engineFiles(tfjsNode(project)).addon, { force: true });
      const child = project.begin();
      const end = ended(child);
      await sleep(moment);
      child.kill('SIGKILL');
      await end;
      expect(await project.setUp(), `${moment} ms`).toMatchObject({ code: 0 });
      expect(await project.probe(), `${moment} ms`).toMatchObject({ code: 0 });
      expect(readdirSync(cache()), `${moment} ms`).toHaveLength(1);
    }
  });

  it('stops and tidies up on Ctrl-C', async () => {
    const child = project.begin();
    const end = ended(child);
    await sleep(400);
    child.kill('SIGINT');
    expect(await end).toMatchObject({ code: 130 });
    expect(readdirSync(cache())).toEqual([]);
  });

  it('is made once when two set-ups start together', async () => {
    const both = await Promise.all([project.setUp(), project.setUp()]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    expect(both.map(({ said }) => said).join()).toContain('another set-up is at work');
    expect(downloads()).toBe(1);
    expect(await project.probe()).toMatchObject({ code: 0 });
  });

  it('mends damaged files: from the cache, or anew where the cache is damaged too', async () => {
    await project.setUp();
    for (const [harm, times] of [
      [engineFiles(tfjsNode(project)).addon, 1],
      [engineFiles(tfjsNode(project)).library, 1],
      [engineFiles(cached()).addon, 2],
    ] as const) {
      damage(harm);
      if (times === 2) damage(engineFiles(tfjsNode(project)).addon);
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
    expect(existsSync(path.join(tfjsNode(project), 'lib'))).toBe(false);
    pretendTools(project);
    expect((await project.setUp('--', 'true')).said).toBe(first.said);
    expect(downloads()).toBe(0);
    await project.setUp(); // asked for by name, it tries again
    expect(await project.probe()).toMatchObject({ code: 0 });
  });
});

/** Half a file in place of the whole one. The file itself is shared with the real engine. */
function damage(file: string): void {
  rmSync(file);
  writeFileSync(file, 'half a fi');
}
