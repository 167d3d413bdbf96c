import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { userCache } from '../../src/data/finding/locate';
import { temporaryFolder } from '../support/folder';
import { ended, type PretendProject, pretendProject } from '../support/pretend-project';
import { until } from '../support/shell';

// A pretend npm. It counts its calls in `calls`. After the file that HALT_AT names it waits for the end of its set-up,
// and leaves `calls-halted`.
const SLOW_NPM = `
const fs = require('node:fs');
fs.appendFileSync(process.env.CALLS, 'called\\n');
if (fs.readFileSync('package-lock.json', 'utf8').includes('broken')) {
  console.error('npm error no such package'); process.exit(1);
}
fs.mkdirSync('node_modules/.bin', { recursive: true });
const setUp = process.ppid;
const write = ([file, ...others]) => {
  if (file === 'whole') fs.copyFileSync('package-lock.json', 'node_modules/whole');
  else fs.writeFileSync('node_modules/' + file, '');
  const goOn = () => others.length > 0 && setTimeout(write, 100, others);
  if (file !== process.env.HALT_AT) return goOn();
  fs.writeFileSync(process.env.CALLS + '-halted', '');
  const wait = () => (process.ppid === setUp ? setTimeout(wait, 50) : goOn());
  wait();
};
write(['first', 'second', 'third', 'whole']);
`;

const onPosix = process.platform !== 'win32';

let project: PretendProject;

beforeEach(() => {
  project = pretendProject(temporaryFolder());
});

describe.skipIf(!onPosix)('set-up of the packages', () => {
  const lock = (text: string) =>
    writeFileSync(project.at('package-lock.json'), JSON.stringify(text));
  const calls = () => project.read('calls').split('\n').length - 1;
  const installed = () => project.read('node_modules', 'whole');

  beforeEach(() => {
    writeFileSync(project.at('package.json'), '{}');
    writeFileSync(project.at('npm-cli.js'), SLOW_NPM);
    project.env['CALLS'] = project.at('calls');
    lock('first');
  });

  it('installs them once, and again when the lock file changes', async () => {
    expect(await project.setUp()).toMatchObject({ code: 0 });
    expect(installed()).toBe('"first"');
    expect(await project.setUp()).toEqual({ code: 0, said: '', out: '' });
    expect(calls()).toBe(1);
    lock('second');
    expect(await project.setUp('--quiet')).toEqual({ code: 0, said: '', out: '' });
    expect(installed()).toBe('"second"');
    expect(calls()).toBe(2);
  });

  it('leaves the old packages whole when it is killed, and ends what it began next time', async () => {
    await project.setUp();
    lock('second');
    const halted = project.at('calls-halted');
    for (const file of ['first', 'third', 'whole']) {
      project.env['HALT_AT'] = file;
      const child = project.begin();
      const end = ended(child);
      await until(() => existsSync(halted));
      child.kill('SIGKILL');
      expect(await end).toMatchObject({ code: null });
      expect(installed()).toBe('"first"');
      rmSync(halted);
    }
    delete project.env['HALT_AT'];
    expect(await project.setUp()).toMatchObject({ code: 0 });
    expect(installed()).toBe('"second"');
  });

  it('installs them once when two set-ups start together', async () => {
    const both = await Promise.all([project.setUp(), project.setUp()]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    expect(calls()).toBe(1);
  });

  it('takes what `npm ci` by hand has installed', async () => {
    const packages = { 'node_modules/a': { integrity: 'sha512-a' } };
    mkdirSync(project.at('node_modules', 'a'), { recursive: true });
    const write = (file: string, content: object) =>
      writeFileSync(project.at(file), JSON.stringify(content));
    write('package-lock.json', { packages: { '': {}, ...packages } });
    write('node_modules/.package-lock.json', { packages });
    expect(await project.setUp()).toMatchObject({ code: 0 });
    expect(calls()).toBe(0);
    write('package-lock.json', { packages: { 'node_modules/a': { integrity: 'sha512-b' } } });
    await project.setUp();
    expect(calls()).toBe(1);
  });

  it('ends with code 1, says why, and keeps the old packages where npm fails', async () => {
    await project.setUp();
    lock('broken');
    const end = await project.setUp('--quiet', '--', 'echo', 'not reached');
    expect(end).toMatchObject({ code: 1, out: '' });
    expect(end.said).toMatch(
      /^setup: the packages could not be installed: npm error no such package/,
    );
    expect(installed()).toBe('"first"');
  });
});

describe.skipIf(!onPosix)('the command after set-up', () => {
  it('has its exit code, output and arguments passed through', async () => {
    expect(await project.setUp('--', 'sh', '-c', 'echo "$0"; exit 7', 'a b')).toEqual({
      code: 7,
      said: '',
      out: 'a b\n',
    });
    expect(await project.setUp('--', 'no-such-program')).toMatchObject({ code: 127 });
  });

  it('gets the signals, and its end by one is told as shells do', async () => {
    const child = project.begin('--', 'sh', '-c', 'echo up; exec sleep 60');
    const end = ended(child);
    await new Promise((resolve) => child.stdout?.once('data', resolve));
    child.kill('SIGTERM');
    expect(await end).toMatchObject({ code: 143 });
  });

  it('finds the programs of the packages, and the Node that runs set-up', async () => {
    mkdirSync(project.at('node_modules', '.bin'), { recursive: true });
    const program = project.at('node_modules', '.bin', 'which-node');
    writeFileSync(program, '#!/bin/sh\ncommand -v node\n', { mode: 0o755 });
    expect((await project.setUp('--', 'which-node')).out).toBe(`${process.execPath}\n`);
  });
});

describe('set-up', () => {
  it('says at once that Node is too old', () => {
    const url = pathToFileURL(project.at('setup', 'setup.mjs')).href;
    const script = `Object.defineProperty(process.versions, 'node', { value: '20.18.3' });
      await import('${url}');`;
    const run = () =>
      execFileSync(process.execPath, ['--input-type=module', '-e', script], { stdio: 'pipe' });
    expect(run).toThrow(expect.objectContaining({ status: 1 }));
    expect(run).toThrow(/needs Node 20\.19 or newer/);
  });

  it('refuses an option it does not know', async () => {
    expect(await project.setUp('--fast')).toMatchObject({ code: 2 });
  });

  describe.skipIf(!onPosix)('keeps its cache', () => {
    const cacheFolder = (env: NodeJS.ProcessEnv) => {
      const url = pathToFileURL(project.at('native', 'engine-folder.cjs')).href;
      const script = `console.log((await import('${url}')).default.cacheFolder())`;
      const options = { env: { ...process.env, ...env } };
      const node = ['--input-type=module', '-e', script];
      return String(execFileSync(process.execPath, node, options)).trim();
    };

    it.each(['', 'elsewhere'])('where the program keeps its data (%s)', async (elsewhere) => {
      const { default: envPaths } = await import('env-paths');
      const given = elsewhere && path.join(temporaryFolder(), elsewhere);
      vi.stubEnv('XDG_CACHE_HOME', given);
      onTestFinished(() => void vi.unstubAllEnvs());
      const { cache } = envPaths('topdown', { suffix: '' });
      expect(cacheFolder({ XDG_CACHE_HOME: given })).toBe(cache);
      expect(userCache()).toBe(path.join(cache, 'data'));
    });

    it('in the project where the user has no place for it', () => {
      const nowhere = { HOME: '/dev/null', XDG_CACHE_HOME: '' };
      const within = project.at('node_modules', '.cache', 'topdown');
      expect(cacheFolder(nowhere)).toBe(within);
    });
  });

  it.skipIf(!onPosix)('says in one line that Python is missing, and goes on', async () => {
    mkdirSync(project.at('test', 'python'), { recursive: true });
    writeFileSync(project.at('test', 'python', 'requirements.txt'), 'numpy\n');
    project.tool('python3', 'echo "Error: no module named venv" >&2; exit 1');
    const end = await project.setUp(
      '--python',
      '--quiet',
      '--',
      'sh',
      '-c',
      'echo "[$TOPDOWN_PYTHON]"',
    );
    expect(end).toMatchObject({ code: 0, out: '[]\n' });
    expect(end.said).toMatch(
      /^setup: no Python environment \(.*no module named venv\).*skipped.*\n$/,
    );
    expect(existsSync(project.at('.venv'))).toBe(false);
  });

  it.skipIf(!onPosix)(
    'makes the Python environment once, and anew when it asks for more',
    async () => {
      mkdirSync(project.at('test', 'python'), { recursive: true });
      const ask = (text: string) =>
        writeFileSync(project.at('test', 'python', 'requirements.txt'), text);
      project.tool(
        'python3',
        `echo called >> ${project.at('calls')}
      mkdir -p "$3/bin"; echo "#!$3/bin/python" > "$3/bin/tool"
      printf '#!/bin/sh\\nexit 0\\n' > "$3/bin/python"; chmod +x "$3/bin/python"`,
      );
      const show = ['--python', '--quiet', '--', 'sh', '-c', 'echo "$TOPDOWN_PYTHON"'];
      ask('numpy\n');
      expect((await project.setUp(...show)).out).toBe(`${project.at('.venv', 'bin', 'python')}\n`);
      const tool = readFileSync(project.at('.venv', 'bin', 'tool'), 'utf8');
      expect(tool).toBe(`#!${project.at('.venv', 'bin', 'python')}\n`);
      await project.setUp(...show);
      expect(project.read('calls')).toBe('called\n');
      ask('pandas\n');
      await project.setUp(...show);
      expect(project.read('calls')).toBe('called\ncalled\n');
      rmSync(path.join(project.at('.venv'), '.topdown.json'));
      await project.setUp(...show);
      expect(project.read('calls')).toBe('called\ncalled\ncalled\n');
      mkdirSync(project.at('notebooks'));
      writeFileSync(project.at('notebooks', 'requirements.txt'), 'nbclient\n');
      const both = 'echo "$TOPDOWN_PYTHON $TOPDOWN_NOTEBOOKS_PYTHON"';
      const { out } = await project.setUp('--python', '--quiet', '--', 'sh', '-c', both);
      const programs = ['.venv', '.venv-notebooks'].map((one) => project.at(one, 'bin', 'python'));
      expect(out).toBe(`${programs.join(' ')}\n`);
      expect(project.read('calls')).toBe('called\ncalled\ncalled\ncalled\n');
    },
  );

  it.skipIf(!onPosix)('makes both Python environments at once', async () => {
    for (const folder of ['test/python', 'notebooks']) {
      mkdirSync(project.at(folder), { recursive: true });
      writeFileSync(project.at(folder, 'requirements.txt'), 'numpy\n');
    }
    // Each waits until the other is begun, for a minute.
    project.tool(
      'python3',
      `echo "$3" >> ${project.at('begun')}
      for one in $(seq 1200); do [ $(wc -l < ${project.at('begun')}) = 2 ] && break; sleep 0.05; done
      [ $one = 1200 ] && echo "Error: it is alone" && exit 1
      mkdir -p "$3/bin"; printf '#!/bin/sh\\nexit 0\\n' > "$3/bin/python"; chmod +x "$3/bin/python"`,
    );
    const { code, said } = await project.setUp('--python', '--quiet', '--', 'true');
    expect({ code, said }).toEqual({ code: 0, said: expect.not.stringContaining('no Python') });
    for (const venv of ['.venv', '.venv-notebooks'])
      expect(existsSync(project.at(venv, 'bin', 'python'))).toBe(true);
    expect(readdirSync(project.at('.')).filter((name) => name.startsWith('.part-'))).toEqual([]);
  });
});
