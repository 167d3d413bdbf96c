import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { writeDeclarations } from './declarations.mjs';
import { withPart } from './folders.mjs';
import { alone } from './lock.mjs';
import { recall, remember, sha256 } from './memory.mjs';
import { during } from './say.mjs';

const MANIFEST = { name: 'topdown', main: 'index.cjs', types: 'types/src/index.d.ts' };

/** The sources themselves, by ts-node: what a notebook and the command load is one and the same. */
const ENTRY = `const path = require('node:path');
if (!require.extensions['.ts'])
  require('ts-node').register({ transpileOnly: true, cwd: path.resolve(__dirname, '../..') });
module.exports = require('../../src');
`;

/**
 * Makes a package `topdown` that notebooks import, as they would if the real one were installed: this
 * checkout's sources, and their types. The types are written anew when sources have changed.
 */
export async function readyLibrary(root) {
  const modules = path.join(root, 'node_modules');
  const target = path.join(modules, 'topdown');
  const stamp = path.join(target, 'stamp.json');
  await alone(root, async () => {
    const wanted = { sources: sha256(`${ENTRY}${contents(path.join(root, 'src'))}`) };
    if (recall(stamp)?.sources === wanted.sources) return;
    await withPart(modules, async (part) => {
      const made = path.join(part, 'topdown');
      mkdirSync(made);
      writeFileSync(path.join(made, 'package.json'), `${JSON.stringify(MANIFEST, null, 2)}\n`);
      writeFileSync(path.join(made, 'index.cjs'), ENTRY);
      await during("writing the library's types for the notebooks", () =>
        writeDeclarations(root, path.join(made, 'types')),
      );
      remember(path.join(made, path.basename(stamp)), wanted);
      if (existsSync(target)) renameSync(target, path.join(part, 'old'));
      renameSync(made, target);
    });
  });
}

/** All that is written in a folder. */
function contents(folder) {
  const names = readdirSync(folder, { recursive: true }).sort();
  return names
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${name}\n${readFileSync(path.join(folder, name), 'utf8')}`)
    .join('\n');
}
