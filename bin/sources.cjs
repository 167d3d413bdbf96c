// Has the sources compiled as they are loaded: `node --require bin/sources.cjs src/….ts`. By swc
// alone, which takes a fifth of a second less than through ts-node, which loads TypeScript first.
const { readFileSync } = require('node:fs');
const { SourceMap } = require('node:module');
const path = require('node:path');

const OPTIONS = {
  swcrc: false,
  sourceMaps: true,
  module: { type: 'commonjs' },
  jsc: { target: 'es2022', keepClassNames: true, parser: { syntax: 'typescript' } },
};

/** Of each compiled file, where its lines come from. */
const maps = new Map();
const PLACE = /(?<=\(|^)([^()]+):(\d+):(\d+)(?=\)?$)/;

const transform = compiler();
if (transform) {
  require.extensions['.ts'] = (module, filename) => {
    const { code, map } = transform(readFileSync(filename, 'utf8'), { ...OPTIONS, filename });
    maps.set(filename, map);
    module._compile(code, filename);
  };
  // Node would read every map as its file is loaded; most are never asked for.
  Error.prepareStackTrace = (error, calls) =>
    [error, ...calls.map((call) => `at ${String(call).replace(PLACE, inSource)}`)].join('\n    ');
} else {
  // ts-node keeps a cache of compiled code which, where it cannot be written, breaks what comes after.
  process.env.DISABLE_V8_COMPILE_CACHE = '1';
  const cwd = path.dirname(__dirname);
  require('ts-node').register({ swc: false, transpileOnly: true, cwd });
}

/** A place in compiled code as one in its source. */
function inSource(place, file, line, column) {
  const map = maps.get(file);
  if (map === undefined) return place;
  const entry = new SourceMap(JSON.parse(map)).findEntry(line - 1, column - 1);
  return `${file}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
}

/**
 * What compiles. swc unpacks itself into the user's cache or the folder for temporary files; where
 * neither can be written, into the packages' own; where that cannot be either, there is none, and
 * TypeScript compiles, some seconds slower.
 */
function compiler() {
  const cache = path.join(__dirname, '..', 'node_modules', '.cache', 'swc');
  const ways = [
    () => require('@swc/core'),
    () => {
      process.env.SWC_NATIVE_BINDING_CACHE = cache; // for the processes of a sweep, too
      return require('@swc/core');
    },
  ];
  for (const way of ways) {
    try {
      const { transformSync } = way();
      transformSync('', OPTIONS);
      return transformSync;
    } catch {
      // the next way
    }
  }
  return undefined;
}
