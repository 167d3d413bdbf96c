// Makes dist/: all that topdown takes from tfjs-node, so that whoever installs topdown installs
// neither tfjs-node nor its installer.
//
//   tfjs-node.cjs    the backend (`backend.cjs`); it shares topdown's own @tensorflow/tfjs-core
//   gradients.cjs    the gradients of tfjs-core, which its main file leaves out
//   binding/         the sources of the addon between Node and TensorFlow, and Node's headers
//   parts.json       what packages that is of, their versions and licences
//   licences.txt     and the texts of these
//
//   node native/build.mjs [folder]     into this folder instead of dist/
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { build } from 'esbuild';

const here = import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname);
const dist = path.resolve(process.argv[2] ?? path.join(here, 'dist'));
const require = createRequire(path.join(here, 'package.json'));
const folderOf = (name) => path.dirname(require.resolve(`${name}/package.json`));

const common = {
  ...{ bundle: true, platform: 'node', format: 'cjs', target: 'node20', logLevel: 'error' },
  ...{ absWorkingDir: here, minifyWhitespace: true, legalComments: 'eof', metafile: true },
};

/** tfjs's packages bring no text of their licence; google-protobuf brings the same one. */
const SAME =
  'Copyright Google LLC. The text of the Apache License 2.0 stands with google-protobuf, below.';

mkdirSync(dist, { recursive: true });
const core = ['@tensorflow/tfjs-core'];
const backend = await build({
  ...common,
  entryPoints: ['backend.cjs'],
  outfile: path.join(dist, 'tfjs-node.cjs'),
  alias: { '@tensorflow/tfjs': '@tensorflow/tfjs-core' },
  external: core,
});
const gradients = await build({
  ...common,
  stdin: {
    contents: "import '@tensorflow/tfjs-core/dist/register_all_gradients';",
    resolveDir: here,
  },
  outfile: path.join(dist, 'gradients.cjs'),
  plugins: [{ name: 'without side effects', setup: withoutSideEffects }],
});
const binding = path.join(dist, 'binding');
cpSync(path.join(folderOf('@tensorflow/tfjs-node'), 'binding'), binding, { recursive: true });
cpSync(require('node-api-headers').include_dir, path.join(binding, 'node'), { recursive: true });
for (const file of ['quiet.cc', 'hush.cc']) cpSync(path.join(here, file), path.join(binding, file));
const parts = [...bundledIn(backend, gradients), 'node-api-headers'].map(partOf);
const described = parts.map(({ texts, ...part }) => part);
writeFileSync(path.join(dist, 'parts.json'), `${JSON.stringify(described, null, 2)}\n`);
writeFileSync(path.join(dist, 'licences.txt'), licences());

/** tfjs-core, which is loaded besides, has set up its platform already: a second time it would complain. */
function withoutSideEffects({ onLoad }) {
  onLoad({ filter: /tfjs-core.dist.base_side_effects\.js$/ }, () => ({ contents: '' }));
}

/** The packages that files were bundled of. */
function bundledIn(...results) {
  const files = results.flatMap(({ metafile }) => Object.keys(metafile.inputs));
  const names = files.map((file) => file.match(/.*node_modules\/((@[^/]+\/)?[^/]+)/)?.[1]);
  return [...new Set(names.filter((name) => name !== undefined))].sort();
}

/** A package as it describes itself, with the texts of its licence. */
function partOf(name) {
  const folder = folderOf(name);
  const { version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json')));
  const read = (file) => readFileSync(path.join(folder, file), 'utf8');
  const files = readdirSync(folder);
  let texts = files.filter((file) => /^licen[cs]e/i.test(file)).map(read);
  if (texts.length === 0 && name.startsWith('@tensorflow/')) texts = [SAME];
  if (texts.length === 0) texts = files.filter((file) => /^readme/i.test(file)).map(section);
  if (texts.join('') === '') throw new Error(`there is no licence text in ${name}`);
  return { name, version, license, texts };

  /** What stands in a file under the heading of a licence. */
  function section(file) {
    return read(file).match(/^#*\s*licen[cs]e\b.*/ims)?.[0] ?? '';
  }
}

function licences() {
  return parts
    .map(({ name, version, license, texts }) =>
      [`${name} ${version} (${license})`, ...texts].join('\n\n'),
    )
    .join('\n\n');
}
