#!/usr/bin/env node
// The command: the sources through ts-node where there are any, as in a clone; else built code.
const { existsSync } = require('node:fs');
const path = require('node:path');

// ts-node keeps a cache of compiled code which, where it cannot be written, breaks what comes after.
process.env.DISABLE_V8_COMPILE_CACHE = '1';

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
  require('ts-node').register({ swc: true, cwd: path.dirname(__dirname) });
}
require(existsSync(sources) ? sources : built);
