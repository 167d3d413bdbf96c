// Makes dist/: all that topdown takes from tfjs-node, so that whoever installs topdown installs
// neither tfjs-node nor its installer.
//
//   tfjs-node.cjs    the backend (`backend.cjs`); it shares topdown's own @tensorflow/tfjs-core
//   gradients.cjs    the gradients of tfjs-core, which its main file leaves out
//   binding/         the sources of the addon between Node and TensorFlow, and Node's headers
//   licences.txt     whose work that is
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
  ...{ absWorkingDir: here, minifyWhitespace: true, legalComments: 'eof' },
};

mkdirSync(dist, { recursive: true });
const core = ['@tensorflow/tfjs-core'];
await build({
  ...common,
  entryPoints: ['backend.cjs'],
  outfile: path.join(dist, 'tfjs-node.cjs'),
  alias: { '@tensorflow/tfjs': '@tensorflow/tfjs-core' },
  external: core,
});
await build({
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
cpSync(path.join(here, 'quiet.cc'), path.join(binding, 'quiet.cc'));
writeFileSync(path.join(dist, 'licences.txt'), licences());

/** tfjs-core, which is loaded besides, has set up its platform already: a second time it would complain. */
function withoutSideEffects({ onLoad }) {
  onLoad({ filter: /tfjs-core.dist.base_side_effects\.js$/ }, () => ({ contents: '' }));
}

/** What is bundled: each package with its version, its licence, and that licence's text if it comes along. */
function licences() {
  const names = ['@tensorflow/tfjs-node', ...core, 'google-protobuf', 'node-api-headers'];
  return names
    .map((name) => {
      const folder = folderOf(name);
      const { version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json')));
      const texts = readdirSync(folder)
        .filter((file) => /^licen[cs]e/i.test(file))
        .map((file) => readFileSync(path.join(folder, file), 'utf8'));
      return [`${name} ${version} (${license})`, ...texts].join('\n\n');
    })
    .join('\n\n');
}
