// Has the sources compiled as they are loaded: `node --require bin/sources.cjs src/….ts`. What was compiled before
// is kept in `node_modules/.cache/sources`, by what it is compiled from; where that cannot be written,
// it is compiled anew each time.
const { createHash } = require('node:crypto');
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const Module = require('node:module');
const path = require('node:path');

const cwd = path.dirname(__dirname);
const packages = path.join(cwd, 'node_modules');
const kept = path.join(packages, '.cache', 'sources');

/** What else decides what comes of a source: settings, and what compiles. */
const circumstances = [
  readFileSync(path.join(cwd, 'tsconfig.json')),
  readFileSync(path.join(cwd, 'package.json')),
  process.version,
];

process.setSourceMapsEnabled(true); // errors name lines of the sources

Module._extensions['.ts'] = (module, file) => {
  if (!file.startsWith(cwd + path.sep) || file.startsWith(packages + path.sep))
    return compiler().load(module, file);
  const source = readFileSync(file, 'utf8');
  const sum = createHash('sha256');
  for (const one of [...circumstances, file, source]) sum.update(one).update('\0');
  const place = path.join(kept, `${sum.digest('hex')}.js`);
  module._compile(read(place) ?? compiled(source, file, place), file);
};

function read(place) {
  try {
    return readFileSync(place, 'utf8');
  } catch {
    return undefined; // not yet
  }
}

function compiled(source, file, place) {
  const code = compiler().compile(source, file);
  try {
    mkdirSync(kept, { recursive: true });
    const draft = `${place}-${process.pid}`;
    writeFileSync(draft, code);
    renameSync(draft, place); // nobody reads half of it
  } catch {
    // it is compiled anew the next time
  }
  return code;
}

let made;

/**
 * What compiles: swc, which unpacks itself into the user's cache or the folder for temporary files; where neither
 * can be written, into the packages' own; where that cannot be either, TypeScript, some seconds slower.
 */
function compiler() {
  made ??= newCompiler();
  return made;
}

function newCompiler() {
  // ts-node keeps a cache of compiled code which, where it cannot be written, breaks what comes after.
  process.env.DISABLE_V8_COMPILE_CACHE = '1';
  const { register } = require('ts-node');
  const ways = [
    () => register({ swc: true, cwd }),
    () => {
      process.env.SWC_NATIVE_BINDING_CACHE = path.join(packages, '.cache', 'swc'); // for the processes of a sweep, too
      return register({ swc: true, cwd });
    },
    () => register({ swc: false, transpileOnly: true, cwd }),
  ];
  const ours = Module._extensions['.ts'];
  delete Module._extensions['.ts']; // ts-node hands what it does not compile to whoever was there before
  try {
    const service = firstThatWorks(ways);
    return { compile: service.compile, load: Module._extensions['.ts'] };
  } finally {
    Module._extensions['.ts'] = ours;
  }
}

function firstThatWorks([way, ...others]) {
  try {
    return way();
  } catch (error) {
    if (others.length === 0) throw error;
    return firstThatWorks(others);
  }
}
