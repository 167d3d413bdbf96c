#!/usr/bin/env node
// The command: the sources where there are any, as in a clone; else built code.
const { existsSync, readFileSync } = require('node:fs');
const path = require('node:path');

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
  require('./sources.cjs');
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
