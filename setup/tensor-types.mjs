import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Extractor, ExtractorConfig } from '@microsoft/api-extractor';
import { projectFolder } from './folders.mjs';

/** In the built package: what topdown knows of tfjs, and what makes it tfjs's own for who imports both. */
const DOOR = 'src/engine/ops';
const BRIDGE = 'tfjs-core';

/**
 * tfjs-core's declarations draw in WebGPU's, which contradict those that TypeScript has itself since 6,
 * and Long's, which it no longer finds by itself. So the built package holds, in the place of what its
 * door to tfjs re-exports, the declarations themselves: whoever checks topdown's types needs no others.
 *
 * A tensor of these and one of tfjs-core's are two types, since a class with a protected member equals
 * no other. `import 'topdown/tfjs-core'` makes them one.
 */
export function writeTensorTypes(dist) {
  const door = path.join(dist, `${DOOR}.d.ts`);
  writeFileSync(door, `${NOTICE}${selfContained(rolled(door))}`);
  writeFileSync(path.join(dist, `${BRIDGE}.d.ts`), BRIDGE_TYPES);
  writeFileSync(path.join(dist, `${BRIDGE}.js`), '"use strict";\n');
}

const NOTICE = `// Of the declarations of @tensorflow/tfjs-core, shortened. Copyright Google LLC, Apache License 2.0:
// see native/dist/licences.txt.
`;

const BRIDGE_TYPES = `// Makes topdown's tensors tfjs-core's own, for programs that import both:
//
//   import 'topdown/${BRIDGE}';
import type { Tensor as Theirs } from '@tensorflow/tfjs-core';
import type { Rank } from './${DOOR}';

declare module './${DOOR}' {
  interface Tensor<R extends Rank = Rank> extends Theirs<R> {}
}
`;

/** A file of declarations with all that it takes from tfjs-core. */
function rolled(entry) {
  const folder = path.join(path.dirname(entry), 'rolled');
  const rollup = path.join(folder, 'ops.d.ts');
  const file = path.join(projectFolder, 'api-extractor.json');
  const configObject = {
    ...ExtractorConfig.loadFile(file),
    mainEntryPointFilePath: entry,
    apiReport: { enabled: false },
    bundledPackages: ['@tensorflow/tfjs-core'],
    dtsRollup: { enabled: true, untrimmedFilePath: rollup },
  };
  mkdirSync(folder);
  try {
    const config = ExtractorConfig.prepare({
      configObject,
      configObjectFullPath: file,
      packageJsonFullPath: path.join(projectFolder, 'package.json'),
    });
    const messageCallback = (message) => {
      message.handled = true;
    };
    Extractor.invoke(config, { localBuild: true, messageCallback });
    return readFileSync(rollup, 'utf8');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Without what is said of other files, of tensors on a GPU, and of what no other may touch. */
function selfContained(text) {
  const types = text
    .replace(/^\/\/\/ <.*\n/gm, '')
    .replace(/^ *protected .*;\n/gm, '')
    .replace(/\b(GPUBuffer|WebGLTexture);/g, 'any;');
  const left = types.match(/^import .*|^ *(protected|private) .*/m);
  if (left) throw new Error(`the types of tensors are not whole by themselves: ${left[0]}`);
  return types;
}
