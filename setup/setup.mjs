#!/usr/bin/env node
// Makes everything ready (packages, native engine, with --python the Python environments), then runs
// the command after `--`, if there is one:
//
//   node setup/setup.mjs [--python] [--quiet] [-- command args…]
//
// It runs before anything is installed, so it needs nothing but Node. This file is kept so plain
// that even an old Node can read it, and say that it is too old.

const [major, minor] = process.versions.node.split('.').map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    `setup: topdown needs Node 20.19 or newer, and this is ${process.version}. ` +
      'Install a newer one from https://nodejs.org and try again.\n',
  );
  process.exitCode = 1;
} else {
  const { main } = await import('./main.mjs');
  process.exitCode = await main(process.argv.slice(2));
}
