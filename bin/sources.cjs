// Has the sources compiled as they are loaded: `node --require bin/sources.cjs src/….ts`. By swc, which
// unpacks itself into the user's cache or the folder for temporary files; where neither can be written,
// into the packages' own; where that cannot be either, TypeScript compiles, some seconds slower.
const path = require('node:path');

// ts-node keeps a cache of compiled code which, where it cannot be written, breaks what comes after.
process.env.DISABLE_V8_COMPILE_CACHE = '1';
const { register } = require('ts-node');

const cwd = path.dirname(__dirname);
const ways = [
  () => register({ swc: true, cwd }),
  () => {
    process.env.SWC_NATIVE_BINDING_CACHE = path.join(cwd, 'node_modules', '.cache', 'swc'); // for the processes of a sweep, too
    register({ swc: true, cwd });
  },
  () => register({ swc: false, transpileOnly: true, cwd }),
];

for (const [at, way] of ways.entries()) {
  try {
    way();
    break;
  } catch (error) {
    if (at === ways.length - 1) throw error;
  }
}
