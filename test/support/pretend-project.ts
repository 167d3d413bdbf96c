import { type ChildProcess, spawn } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

const root = path.resolve(__dirname, '..', '..');
const TFJS_NODE = path.join('node_modules', '@tensorflow', 'tfjs-node');
const LIBRARIES = path.join('deps', 'lib');
const ADDON = path.join('lib', 'napi-v8', 'tfjs_binding.node');

/** Whether this checkout has the native engine that wheels make, which the pretend one borrows. */
export const borrowableEngine =
  process.platform === 'linux' &&
  existsSync(path.join(root, TFJS_NODE, ADDON)) &&
  existsSync(path.join(root, TFJS_NODE, LIBRARIES, 'libtensorflow_cc.so.2'));

export interface Ended {
  readonly code: number | null;
  readonly said: string;
  readonly out: string;
}

/**
 * A project in an empty folder, with this one's set-up, a cache of its own and pretend tools, so that
 * set-up can be killed and its files damaged without harm to the real ones, and without a network.
 */
export function pretendProject(folder: string) {
  const at = (...parts: string[]) => path.join(folder, ...parts);
  cpSync(path.join(root, 'setup'), at('setup'), { recursive: true });
  mkdirSync(at('tools'));
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    PATH: `${at('tools')}:${process.env['PATH']}`,
    XDG_CACHE_HOME: at('cache'),
    HTTPS_PROXY: 'http://127.0.0.1:9', // nobody listens there: the stock installer is out of reach
    npm_execpath: at('npm-cli.js'),
    TOPDOWN_PYTHON: '',
    TOPDOWN_NOTEBOOKS_PYTHON: '',
  };
  const begin = (...args: string[]) =>
    spawn(process.execPath, [at('setup', 'setup.mjs'), ...args], { cwd: folder, env });
  return {
    at,
    env,
    begin,
    setUp: (...args: string[]) => ended(begin(...args)),
    /** Loads the engine and multiplies, whatever set-up believes. */
    probe: () => ended(spawn(process.execPath, [at('setup', 'probe.mjs'), folder], { env })),
    tool(name: string, script: string) {
      writeFileSync(at('tools', name), `#!/bin/sh\n${script}\n`);
      chmodSync(at('tools', name), 0o755);
    },
    read: (...parts: string[]) =>
      existsSync(at(...parts)) ? readFileSync(at(...parts), 'utf8') : '',
  };
}

export type PretendProject = ReturnType<typeof pretendProject>;

/** Waits for the end of a program, however it ends. */
export function ended(child: ChildProcess): Promise<Ended> {
  let [said, out] = ['', ''];
  child.stderr?.on('data', (text) => {
    said += text;
  });
  child.stdout?.on('data', (text) => {
    out += text;
  });
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, said, out })));
}

/** Gives the project tfjs-node without its engine, and tools that pretend to make it. */
export function withEnginePackage(project: PretendProject): void {
  const { at } = project;
  mkdirSync(at('node_modules', '@tensorflow'), { recursive: true });
  writeFileSync(at('package.json'), '{}');
  const link = (folder: string) => {
    for (const name of readdirSync(path.join(root, folder))) {
      if (['.topdown', '@tensorflow', 'tfjs-node'].includes(name)) continue;
      symlinkSync(path.join(root, folder, name), at(folder, name));
    }
  };
  link('node_modules');
  link('node_modules/@tensorflow');
  const real = path.join(root, TFJS_NODE);
  const engine = [path.join(real, 'deps'), path.join(real, 'lib')];
  cpSync(real, at(TFJS_NODE), { recursive: true, filter: (file) => !engine.includes(file) });
  pretendTools(project);
}

/** Tools that take their time, and lay out the files of this checkout's engine. */
export function pretendTools({ at, tool }: PretendProject): void {
  const real = path.join(root, TFJS_NODE);
  const libraries = path.join(real, LIBRARIES);
  tool(
    'python3',
    `case "$*" in
      *download*) echo called >> ${at('downloads')}; sleep 0.1; for last; do :; done
        while [ "$1" != --dest ]; do shift; done; echo wheel > "$2/pretend.whl" ;;
      -c*) sleep 0.1; mkdir -p "$4/tensorflow"
        for one in libtensorflow_cc.so.2 libtensorflow_framework.so.2; do
          ln ${libraries}/$one "$4/tensorflow/$one" || cp ${libraries}/$one "$4/tensorflow/$one"
          sleep 0.1
        done ;;
    esac`,
  );
  tool(
    'g++',
    `[ "$1" = --version ] && exit 0
    while [ "$1" != -o ]; do shift; done
    head -c 50000 ${path.join(real, ADDON)} > "$2"; sleep 0.1; cp ${path.join(real, ADDON)} "$2"`,
  );
  tool('strip', `sleep 0.1; ln "$4" "$3" || cp "$4" "$3"`);
}

/** The engine's files in a folder: the package's own, or the cache's. */
export function engineFiles(folder: string) {
  return {
    addon: path.join(folder, ADDON),
    library: path.join(folder, LIBRARIES, 'libtensorflow_framework.so.2'),
  };
}

export function tfjsNode({ at }: PretendProject): string {
  return at(TFJS_NODE);
}
