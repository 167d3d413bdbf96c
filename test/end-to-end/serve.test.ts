import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../support/folder';
import { ask } from '../support/raw-request';
import { type Script, script, textOf, unread, until } from '../support/shell';

const ROOT = path.resolve(__dirname, '../..');
const SOURCES = path.join(ROOT, 'bin', 'sources.cjs');
const CHILD = `"${process.execPath}" --require "${SOURCES}" "${path.join(__dirname, 'serve-child.ts')}"`;
const onPosix = process.platform !== 'win32';
const onLinux = process.platform === 'linux';

/** A folder with a page. */
function pageFolder(): string {
  const folder = temporaryFolder();
  writeFileSync(path.join(folder, 'index.html'), 'the page');
  return folder;
}

/** Starts it, to be ended with the test at the latest. */
function serving(command: string, env: NodeJS.ProcessEnv = {}): Script {
  const server = script(`exec ${command}`, temporaryFolder(), { shell: '/bin/bash', env });
  onTestFinished(() => void server.child.kill('SIGKILL'));
  return server;
}

/** The address that it prints, once it does. */
async function addressOf({ said }: Script): Promise<string> {
  await until(() => said().includes('\n'));
  return /^http:\S+/m.exec(said())?.[0] ?? said();
}

describe.skipIf(!onPosix)('a page that is served', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('is told in a line, and ends by %s, whoever is connected', async (signal, code) => {
    const server = serving(`${CHILD} "${pageFolder()}" 0`);
    const address = await addressOf(server);
    expect((await ask(address)).body.toString()).toBe('the page');
    const open = connect(Number(new URL(address).port), '127.0.0.1').on('error', () => undefined);
    await until(() => !open.connecting);
    server.child.kill(signal);
    expect(await server.ended).toBe(code);
    expect(server.said()).toBe(`${address} (Ctrl-C ends)\nloaded: 0\n`);
    await expect(ask(address)).rejects.toThrow('ECONNREFUSED');
  });

  it('is not where the port is taken, which is said in a sentence, with code 2', async () => {
    const folder = pageFolder();
    const { port } = new URL(await addressOf(serving(`${CHILD} "${folder}" 0`)));
    const other = serving(`${CHILD} "${folder}" ${port} open`);
    expect(await other.ended).toBe(2);
    expect(other.said()).toMatch(/^error: port \d+ is taken by another program: .*\nloaded: 0\n$/);
  });

  it('ends where nobody reads its address', async () => {
    const command = `set -o pipefail; ${unread(`exec ${CHILD} "${pageFolder()}" 0`)}`;
    expect(await script(command, temporaryFolder()).ended).toBe(141);
  });
});

describe.skipIf(!onLinux)('the browser', () => {
  /** A PATH on which there is nothing but this program that opens addresses, if any. */
  function tools(opener?: string): NodeJS.ProcessEnv {
    const folder = temporaryFolder();
    const file = path.join(folder, 'xdg-open');
    if (opener === undefined) return { PATH: folder };
    writeFileSync(file, `#!/bin/sh\n${opener}\n`);
    chmodSync(file, 0o755);
    return { PATH: folder };
  }

  it('is opened on the page, and hears no Ctrl-C', async () => {
    const seen = path.join(temporaryFolder(), 'seen');
    const env = tools(`echo "$1 $$" > "${seen}"; exec /bin/sleep 600`);
    const server = serving(`${CHILD} "${pageFolder()}" 0 open`, env);
    const address = await addressOf(server);
    await until(() => textOf(seen).endsWith('\n'));
    const [opened, pid] = textOf(seen).trim().split(' ');
    onTestFinished(() => void process.kill(Number(pid), 'SIGKILL'));
    expect(opened).toBe(address);
    process.kill(-(server.child.pid as number), 'SIGINT'); // as a terminal does: all of the group
    expect(await server.ended).toBe(130);
    expect(existsSync(`/proc/${pid}`)).toBe(true);
  });

  it.each([
    ['there is none', undefined],
    ['it cannot be opened', 'exit 3'],
  ])('is missed in a sentence where %s, and the page is served', async (_, opener) => {
    const server = serving(`${CHILD} "${pageFolder()}" 0 open`, tools(opener));
    const address = await addressOf(server);
    await until(() => server.said().includes('no browser could be opened'));
    expect((await ask(address)).status).toBe(200);
  });
});

describe.skipIf(!onPosix)('topdown serve', () => {
  /** The command in a clone of its own, in which there is no page yet, and where that is to be. */
  function clone(): { readonly command: string; readonly page: string } {
    const home = temporaryFolder();
    const at = (name: string) => path.join(home, name);
    for (const name of ['bin', 'src', 'package.json', 'tsconfig.json'])
      cpSync(path.join(ROOT, name), at(name), { recursive: true });
    mkdirSync(at('node_modules')); // what is compiled is kept in it
    for (const name of readdirSync(path.join(ROOT, 'node_modules')).filter(isPackage))
      symlinkSync(path.join(ROOT, 'node_modules', name), path.join(at('node_modules'), name));
    const page = path.join(home, 'dist', 'web');
    return { command: `"${process.execPath}" "${at('bin/topdown.cjs')}" serve --no-open`, page };
  }
  const isPackage = (name: string) => !name.startsWith('.');

  it('says how to build the page where that is not built, and serves it where it is', async () => {
    const { command, page } = clone();
    const without = serving(command);
    expect(await without.ended).toBe(1);
    expect(without.said()).toMatch(/^error: the page has not been built, .*`npm run web`.*\n$/);
    mkdirSync(page, { recursive: true });
    writeFileSync(path.join(page, 'index.html'), 'the page');
    const server = serving(`${command} --port 0`);
    const address = await addressOf(server);
    const { headers, body } = await ask(address);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(body.toString()).toBe('the page');
    server.child.kill('SIGINT');
    expect(await server.ended).toBe(130);
  });
});
