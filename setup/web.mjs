// Builds the page for the browser: a folder that any host can serve.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { projectFolder } from './folders.mjs';
import { withRoundedWeights } from './rounded-weights.mjs';

const require = createRequire(import.meta.url);
const SOURCES = path.join(projectFolder, 'src', 'web');

/** Files of WebAssembly: with the instructions that all newer processors have, and without. */
const WASM = ['tfjs-backend-wasm-simd.wasm', 'tfjs-backend-wasm.wasm'];

/** Leaves out zod's sentences in other languages than ours, a third of what the page's worker would be. */
const inEnglish = {
  name: 'in-english',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({ contents: '' }));
  },
};

/** Images of each test set on the page. */
const EXAMPLES = 100;

/**
 * Builds the page into `folder`. The networks themselves are not copied there: they lie in models/, and whoever
 * serves the page puts them into `networks/`. `imagesOf(set, count)` gives that many images of a test set, or
 * undefined where it is not on this computer: then none are shipped. The package has no room for all networks (how
 * each is `packed`): the page has them as they are where `all` are wanted; else one that is rounded lies in
 * `networks/`, packed.
 */
export async function buildWeb(folder, imagesOf, { all = false } = {}) {
  mkdirSync(folder, { recursive: true });
  const options = { bundle: true, minify: true, format: 'iife', target: 'es2022' };
  const platform = { platform: 'browser', legalComments: 'none', logLevel: 'warning' };
  // What packs traces otherwise than here evaluates text, which the page's policy forbids.
  const external = ['numcodecs/*'];
  await build({
    ...{ ...options, ...platform, external, plugins: [inEnglish], outdir: folder },
    entryPoints: {
      page: path.join(SOURCES, 'page', 'main.ts'),
      worker: path.join(SOURCES, 'worker', 'worker.ts'),
      offline: path.join(SOURCES, 'offline.ts'),
    },
  });
  for (const name of ['index.html', 'style.css', 'icon.svg'])
    copyFileSync(path.join(SOURCES, name), path.join(folder, name));
  const wasm = path.dirname(require.resolve('@tensorflow/tfjs-backend-wasm'));
  for (const name of WASM) copyFileSync(path.join(wasm, name), path.join(folder, name));
  const listed = [];
  for (const { model, set, packed, ...about } of JSON.parse(
    readFileSync(path.join(SOURCES, 'networks.json'), 'utf8'),
  )) {
    if (packed === 'not' && !all) continue;
    const examples = await examplesOf(set, folder, imagesOf);
    const perception = perceptionOf(model);
    const file = `networks/${model}.safetensors`;
    if (packed === 'rounded' && !all) packRounded(model, path.join(folder, `${file}.gz`));
    listed.push({ ...about, perception, file, ...(examples && { examples }) });
  }
  writeFileSync(path.join(folder, 'networks.json'), `${JSON.stringify(listed)}\n`);
  for (const name of [
    'index.html',
    'style.css',
    'page.js',
    'worker.js',
    ...WASM,
    'networks.json',
  ]) {
    const file = path.join(folder, name);
    writeFileSync(`${file}.gz`, gzipSync(readFileSync(file), { level: 9 }));
  }
}

/** Packs a network whose weights are rounded. */
function packRounded(model, to) {
  const network = readFileSync(path.join(projectFolder, 'models', `${model}.safetensors`));
  mkdirSync(path.dirname(to), { recursive: true });
  writeFileSync(to, gzipSync(withRoundedWeights(network), { level: 9 }));
}

/** How a network learnt to watch, by its card. */
function perceptionOf(model) {
  const card = path.join(projectFolder, 'models', `${model}.json`);
  const { steps, window, damping } = JSON.parse(readFileSync(card, 'utf8')).record.learning;
  return { steps, first: window.first, last: window.last, damping };
}

/** The first images of a test set, where it is on this computer. */
async function examplesOf(set, folder, imagesOf) {
  const images = await imagesOf(set, EXAMPLES);
  if (!images) return undefined;
  const file = `examples/${set}.bin`;
  mkdirSync(path.join(folder, 'examples'), { recursive: true });
  writeFileSync(path.join(folder, file), images.pixels);
  return { file, labels: [...images.labels] };
}
