import { mkdirSync, readdirSync, renameSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './run.mjs';
import { during } from './say.mjs';

const LIBRARIES = ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'];

/** The headers of the C interface, and the three folders that they draw from. */
const HEADERS = ['tensorflow/c/', 'tensorflow/core/platform/', 'tsl/platform/', 'xla/tsl/c/'];

/** The wheel is for Python 3.11, but we only unpack it: any Python 3 will do. */
const WHEEL = '--no-deps --only-binary=:all: --implementation cp --python-version 311 --abi cp311';

const UNPACK = `
import sys, zipfile
wheel, to, *prefixes = sys.argv[1:]
with zipfile.ZipFile(wheel) as z:
    z.extractall(to, [n for n in z.namelist() if n.startswith(tuple(prefixes))])
`;

/**
 * The engine from the libraries in TensorFlow's Python wheel: it needs pip and a compiler, but no
 * other host than the one pip uses. pip checks the wheel against the hash in native-engine.txt.
 */
export async function wheelRecipe({ root, pkg, part, whole }) {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(`and there is no other way on ${process.platform} ${process.arch}`);
  }
  await needTools();
  const raw = path.join(part, 'tensorflow');
  await during('downloading TensorFlow (230 MB, once for all projects)', () => download(part));
  await during('unpacking TensorFlow', () => unpack(part));
  mkdirSync(path.join(whole, 'deps', 'lib'), { recursive: true });
  await during('compiling the binding of TensorFlow to Node', () => compile(root, pkg, raw, whole));
  await during('making the libraries smaller', () => shrink(raw, path.join(whole, 'deps', 'lib')));
}

const TOOLS = {
  'python3 with pip': ['python3', '-m', 'pip', '--version'],
  'g++': ['g++', '--version'],
};

async function needTools() {
  const missing = [];
  for (const [name, [program, ...args]] of Object.entries(TOOLS)) {
    await run(program, args).catch(() => missing.push(name));
  }
  if (missing.length > 0) throw new Error(`to make it here, install ${missing.join(' and ')}`);
}

async function download(part) {
  const wanted = fileURLToPath(new URL('native-engine.txt', import.meta.url));
  const options = [...WHEEL.split(' '), '--platform', 'manylinux2014_x86_64', '--retries', '2'];
  const pip = ['-m', 'pip', 'download', '--disable-pip-version-check', '--progress-bar', 'off'];
  try {
    await run('python3', [...pip, ...options, '--dest', part, '-r', wanted]);
  } catch (error) {
    throw new Error(`pip cannot fetch TensorFlow; is the network there? (${error.message})`);
  }
}

async function unpack(part) {
  const wheel = readdirSync(part).find((file) => file.endsWith('.whl'));
  const wanted = [
    ...LIBRARIES.map((library) => `tensorflow/${library}`),
    ...HEADERS.map((folder) => `tensorflow/include/${folder}`),
  ];
  await run('python3', ['-c', UNPACK, path.join(part, wheel), part, ...wanted]);
}

/** The library folder is found from the addon's own place, so that both may be moved together. */
async function compile(root, pkg, raw, whole) {
  const napi = path.join(whole, 'lib', 'napi-v8');
  const headers = createRequire(path.join(root, 'package.json'))('node-api-headers').include_dir;
  mkdirSync(napi, { recursive: true });
  await run('g++', [
    ...['-shared', '-fPIC', '-O2', '-std=c++17', '-w', '-DNAPI_VERSION=8'],
    ...[`-I${path.join(raw, 'include')}`, `-I${headers}`],
    ...['tfjs_backend.cc', 'tfjs_binding.cc'].map((file) => path.join(pkg, 'binding', file)),
    path.join(root, 'setup', 'quiet.cc'),
    ...[`-L${raw}`, ...LIBRARIES.map((library) => `-l:${library}`)],
    ...['-Wl,-rpath,$ORIGIN/../../deps/lib', '-o', path.join(napi, 'tfjs_binding.node')],
  ]);
}

/** Names of inner symbols are a quarter of the libraries, and of use to nobody here. */
async function shrink(raw, to) {
  for (const library of LIBRARIES) {
    const [from, target] = [path.join(raw, library), path.join(to, library)];
    try {
      await run('strip', ['--strip-all', '-o', target, from]);
    } catch {
      renameSync(from, target); // no strip: then they stay as they are
    }
  }
}
