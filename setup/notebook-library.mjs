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

/** What notebooks import by `topdown`, and by `topdown/<name>` for each file of `src/public`. */
const entries = (root) => [
  { name: undefined, source: 'src/index' },
  ...readdirSync(path.join(root, 'src', 'public'))
    .map((file) => path.basename(file, '.ts'))
    .map((name) => ({ name, source: `src/public/${name}` })),
];

const fileOf = ({ name = 'index' }) => `${name}.cjs`;
const typesOf = ({ source }) => `types/${source}.d.ts`;

/** Kernels look for types as Node did before packages could say what they export. */
function manifest(all) {
  const [core, ...others] = all;
  return {
    name: 'topdown',
    main: fileOf(core),
    types: typesOf(core),
    exports: Object.fromEntries(
      all.map((one) => [
        one.name ? `./${one.name}` : '.',
        { types: `./${typesOf(one)}`, default: `./${fileOf(one)}` },
      ]),
    ),
    typesVersions: {
      '*': Object.fromEntries(others.map((one) => [one.name, [typesOf(one)]])),
    },
  };
}

/** The sources themselves, by ts-node: what a notebook and the command load is one and the same. */
const entry = ({ source }) => `const path = require('node:path');
if (!require.extensions['.ts'])
  require('ts-node').register({ transpileOnly: true, cwd: path.resolve(__dirname, '../..') });
module.exports = require('../../${source}');
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
    const all = entries(root);
    const about = `${JSON.stringify(manifest(all), null, 2)}\n`;
    const written = [about, ...all.map(entry), contents(path.join(root, 'src'))];
    const wanted = { sources: sha256(written.join('\n')) };
    if (recall(stamp)?.sources === wanted.sources) return;
    await withPart(modules, async (part) => {
      const made = path.join(part, 'topdown');
      mkdirSync(made);
      writeFileSync(path.join(made, 'package.json'), about);
      for (const one of all) writeFileSync(path.join(made, fileOf(one)), entry(one));
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
