#!/usr/bin/env node
// The command: the sources through ts-node where there are any, as in a clone; else built code.
const { existsSync, readFileSync } = require('node:fs');
const path = require('node:path');

// ts-node keeps a cache of compiled code which, where it cannot be written, breaks what comes after.
process.env.DISABLE_V8_COMPILE_CACHE = '1';

// With less the compiler of the sources aborts, and says nothing that helps.
const LEAST = 1.5 * 2 ** 30;
if (addressSpace() < LEAST) {
  process.stderr.write(
    'error: `ulimit -v` leaves less than 1.5 GB of address space: raise it, as by `ulimit -v unlimited`\n',
  );
  process.exit(1);
}

const built = path.join(__dirname, '..', 'dist', 'src', 'cli', 'main.js');
const sources = path.join(__dirname, '..', 'src', 'cli', 'main.ts');
if (existsSync(sources)) {
  try {
    require.resolve('ts-node');
  } catch {
    process.stderr.write(
      'error: the packages are not installed yet: `npm run setup` installs them\n',
    );
    process.exit(1);
  }
  compileSources();
}
require(existsSync(sources) ? sources : built);

/** Bytes that this process may address, where Linux tells of a limit. */
function addressSpace() {
  try {
    const [, limit] = /^Max address space +(\d+) /m.exec(readFileSync('/proc/self/limits', 'utf8'));
    return Number(limit);
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

/**
 * Has sources compiled as they are loaded, by swc. That unpacks itself into the user's cache or the
 * folder for temporary files; where neither can be written, into the packages' own; where that cannot
 * be either, TypeScript compiles, some seconds slower.
 */
function compileSources() {
  const { register } = require('ts-node');
  const cwd = path.dirname(__dirname);
  const cache = path.join(cwd, 'node_modules', '.cache', 'swc');
  const ways = [
    () => register({ swc: true, cwd }),
    () => {
      process.env.SWC_NATIVE_BINDING_CACHE = cache; // for the processes of a sweep, too
      register({ swc: true, cwd });
    },
  ];
  for (const way of ways) {
    try {
      return way();
    } catch {
      // the next way
    }
  }
  return register({ swc: false, transpileOnly: true, cwd });
}
