import { mkdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import engine from '../native/engine-folder.cjs';
import { run } from './run.mjs';
import { during } from './say.mjs';

/** The two libraries in a wheel. */
const LIBRARIES = ['tensorflow_cc', 'tensorflow_framework'];

/** The headers of the C interface, and the folders that they draw from. */
const HEADERS = ['tensorflow/c/', 'tensorflow/core/platform/', 'tsl/platform/', 'xla/tsl/c/'];

/** What a platform's wheel is called, and how its addon is linked and finds the libraries. */
const LINUX = {
  library: (name) => `lib${name}.so.2`,
  link: (name) => `-l:lib${name}.so.2`,
  options: ['-shared', '-fPIC'],
  origin: '$ORIGIN',
};
const PLATFORMS = {
  'linux-x64': { ...LINUX, tag: 'manylinux2014_x86_64', devices: ['cpu', 'gpu'] },
  'linux-arm64': { ...LINUX, tag: 'manylinux2014_aarch64', devices: ['cpu'] },
  'darwin-arm64': {
    library: (name) => `lib${name}.2.dylib`,
    link: (name) => `-l${name}.2`,
    options: ['-bundle', '-undefined', 'dynamic_lookup'],
    origin: '@loader_path',
    tag: 'macosx_12_0_arm64',
    devices: ['cpu'],
  },
};

/** The wheels are for Python 3.11, but we only unpack them: any Python 3 will do. */
const WHEEL = '--no-deps --only-binary=:all: --implementation cp --python-version 311 --abi cp311';

const UNPACK = `
import pathlib, sys, zipfile
folder, to, *prefixes = sys.argv[1:]
for wheel in pathlib.Path(folder).glob("*.whl"):
    with zipfile.ZipFile(wheel) as z:
        z.extractall(to, [n for n in z.namelist() if n.startswith(tuple(prefixes))])
`;

/**
 * Makes the engine for a device in the folder `whole`, from the libraries in TensorFlow's Python
 * wheel. It needs pip, a compiler, and no other host than the one pip uses; pip checks each wheel
 * against its hash in `wheels/`. Throws where that is impossible, with a message of one line.
 */
export async function wheelRecipe({ device, part, whole }) {
  const name = `${process.platform}-${process.arch}`;
  const platform = PLATFORMS[name];
  if (!platform?.devices.includes(device)) throw new Error(noneFor(device, name));
  await needTools();
  const size = device === 'gpu' ? '2.1 GB' : '230 MB';
  await during(`downloading TensorFlow (${size}, once for all projects)`, () =>
    download(`${name}-${device}`, platform, part),
  );
  await during('unpacking TensorFlow', () => unpack(platform, part));
  await during('compiling the binding of TensorFlow to Node', () =>
    compile(platform, device, part, whole),
  );
  await during('making the libraries smaller', () => shrink(platform, part, whole));
  if (device === 'gpu') renameSync(path.join(part, 'nvidia'), path.join(whole, 'deps', 'nvidia'));
}

function noneFor(device, name) {
  const has = Object.keys(PLATFORMS).filter((one) => PLATFORMS[one].devices.includes(device));
  return `TensorFlow for the ${device.toUpperCase()} is fetched on ${has.join(', ')}, and this is ${name}`;
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

async function download(list, { tag }, part) {
  const wanted = fileURLToPath(new URL(`wheels/${list}.txt`, import.meta.url));
  const options = [...WHEEL.split(' '), '--abi', 'none', '--platform', tag, '--retries', '2'];
  const pip = ['-m', 'pip', 'download', '--disable-pip-version-check', '--progress-bar', 'off'];
  try {
    await run('python3', [...pip, ...options, '--dest', part, '-r', wanted], { limit: HOUR });
  } catch (error) {
    throw new Error(
      `pip cannot fetch TensorFlow from its index; is the network there? (${error.message})`,
    );
  }
}

const HOUR = 60 * 60_000;

async function unpack({ library }, part) {
  const wanted = [
    ...LIBRARIES.map((name) => `tensorflow/${library(name)}`),
    ...HEADERS.map((folder) => `tensorflow/include/${folder}`),
    'nvidia/',
  ];
  await run('python3', ['-c', UNPACK, part, part, ...wanted]);
}

/** What the addon is compiled from. */
export const SOURCES = fileURLToPath(new URL('../native/dist/binding', import.meta.url));

/** The library folder is found from the addon's own place, so that both may be moved together. */
async function compile({ options, link, origin }, device, part, whole) {
  const [raw, addon] = [path.join(part, 'tensorflow'), engine.addonOf(whole)];
  const folder = path.dirname(addon);
  mkdirSync(folder, { recursive: true });
  const hushed = [];
  if (device === 'gpu') {
    const [source, library] = [path.join(SOURCES, 'hush.cc'), path.join(folder, 'libhush.so')];
    await run('g++', [...options, '-O2', '-Wl,-z,initfirst', source, '-o', library]);
    hushed.push('-DHUSHED', `-L${folder}`, '-l:libhush.so', `-Wl,-rpath,${origin}`);
  }
  await run('g++', [
    ...[...options, '-O2', '-std=c++17', '-w', '-DNAPI_VERSION=8'],
    ...[`-I${path.join(raw, 'include')}`, `-I${path.join(SOURCES, 'node')}`],
    ...['tfjs_backend.cc', 'tfjs_binding.cc', 'quiet.cc'].map((file) => path.join(SOURCES, file)),
    ...[`-L${raw}`, ...LIBRARIES.map(link), ...hushed],
    ...[`-Wl,-rpath,${origin}/../deps/lib`, '-o', addon],
  ]);
}

/** Names of inner symbols are a quarter of the libraries, and of use to nobody here. */
async function shrink({ library }, part, whole) {
  const folder = path.join(whole, 'deps', 'lib');
  mkdirSync(folder, { recursive: true });
  for (const name of LIBRARIES.map(library)) {
    const [from, target] = [path.join(part, 'tensorflow', name), path.join(folder, name)];
    try {
      if (process.platform === 'darwin') throw new Error('its signature is of the file as it is');
      await run('strip', ['--strip-all', '-o', target, from]);
    } catch {
      renameSync(from, target); // no strip: then they stay as they are
    }
  }
}
