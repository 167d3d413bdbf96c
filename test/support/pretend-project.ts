import { type ChildProcess, spawn } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { engineFolders } from '../../src/engine/native-parts';

const root = path.resolve(__dirname, '..', '..');
const { addonOf, engineFolder } = engineFolders();
const NAME = path.basename(engineFolder('cpu'));
const LIBRARIES = ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'];

/** The engine of this machine, which the pretend one borrows. */
const REAL = engineFolder('cpu');

/** Whether this machine has the native engine that wheels make. */
export const borrowableEngine =
  process.platform === 'linux' &&
  existsSync(addonOf(REAL)) &&
  LIBRARIES.every((name) => existsSync(path.join(REAL, 'deps', 'lib', name)));

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
  mkdirSync(at('native'));
  cpSync(path.join(root, 'native', 'engine-folder.cjs'), at('native', 'engine-folder.cjs'));
  const engine = at('cache', 'topdown', 'native-engine', NAME);
  mkdirSync(at('tools'));
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    PATH: `${at('tools')}:${process.env['PATH']}`,
    XDG_CACHE_HOME: at('cache'),
    npm_execpath: at('npm-cli.js'),
    TOPDOWN_PYTHON: '',
    TOPDOWN_NOTEBOOKS_PYTHON: '',
  };
  const begin = (...args: string[]) =>
    spawn(process.execPath, [at('setup', 'setup.mjs'), ...args], { cwd: folder, env });
  return {
    at,
    env,
    /** Where its engine is to be. */
    engine,
    begin,
    setUp: (...args: string[]) => ended(begin(...args)),
    /** Loads the engine and multiplies, whatever set-up believes. */
    probe: () => ended(spawn(process.execPath, [at('setup', 'probe.mjs'), engine], { env })),
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

/** Gives the project what an installed package has, and tools that pretend to make its engine. */
export function withNativeParts(project: PretendProject): void {
  const { at } = project;
  writeFileSync(at('package.json'), '{}');
  symlinkSync(path.join(root, 'node_modules'), at('node_modules'));
  cpSync(path.join(root, 'native', 'dist'), at('native', 'dist'), { recursive: true });
  pretendTools(project);
}

/** Where the tools that make an engine wait for the end of their set-up, if `HALT_AT` says so, and leave a file `halted`. */
export const STAGES = ['download', 'unpack', 'compile', 'strip'] as const;

/** Tools that take their time, and lay out the files of this machine's engine. */
export function pretendTools({ at, tool }: PretendProject): void {
  const libraries = path.join(REAL, 'deps', 'lib');
  const stage = (name: (typeof STAGES)[number]) =>
    `if [ "$HALT_AT" = ${name} ]; then touch ${at('halted')}
      while kill -0 $PPID 2>&-; do sleep 0.1; done; fi`;
  tool(
    'python3',
    `case "$*" in
      *download*) echo "$*" >> ${at('downloads')}; sleep 0.1; ${stage('download')}; for last; do :; done
        while [ "$1" != --dest ]; do shift; done; echo wheel > "$2/pretend.whl" ;;
      -c*) sleep 0.1; mkdir -p "$4/tensorflow" "$4/nvidia/cublas/lib"
        for one in ${LIBRARIES.join(' ')}; do
          ln ${libraries}/$one "$4/tensorflow/$one" || cp ${libraries}/$one "$4/tensorflow/$one"
          sleep 0.1; ${stage('unpack')}
        done
        echo pretend > "$4/tensorflow/libtensorflow_cc.2.dylib"
        echo pretend > "$4/tensorflow/libtensorflow_framework.2.dylib" ;;
    esac`,
  );
  tool(
    'g++',
    `[ "$1" = --version ] && exit 0
    echo "$*" >> ${at('compilations')}
    while [ "$1" != -o ]; do shift; done
    head -c 50000 ${addonOf(REAL)} > "$2"; sleep 0.1; ${stage('compile')}; cp ${addonOf(REAL)} "$2"`,
  );
  tool('strip', `sleep 0.1; ${stage('strip')}; ln "$4" "$3" || cp "$4" "$3"`);
}

/** Has the project's set-up run as on another machine. Its engine still needs this machine's libraries. */
export function pretendMachine({ at, env }: PretendProject, platform: string, arch: string): void {
  const lie = (name: string, value: string) =>
    `Object.defineProperty(process,'${name}',{value:'${value}'});`;
  const script = lie('platform', platform) + lie('arch', arch);
  env['NODE_OPTIONS'] = `--import=data:text/javascript,${encodeURIComponent(script)}`;
  env['LD_LIBRARY_PATH'] = path.join(REAL, 'deps', 'lib');
  env['HOME'] = at('home');
  env['LOCALAPPDATA'] = at('home', 'AppData');
}

/** The files of the project's engine. */
export function engineFiles({ engine }: PretendProject) {
  return {
    addon: addonOf(engine),
    library: path.join(engine, 'deps', 'lib', 'libtensorflow_framework.so.2'),
  };
}
