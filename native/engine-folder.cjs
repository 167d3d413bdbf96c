// Where the native engine lies. Set-up, which makes it before anything is installed, and the program,
// which loads it, both ask here: it needs nothing but Node.
const { accessSync, constants, mkdirSync } = require('node:fs');
const { homedir } = require('node:os');
const path = require('node:path');

/**
 * The cache folder for what is made once for all projects: the user's, and where that cannot be made,
 * or there is no home that it could be in, one within this project.
 */
function cacheFolder(env = process.env) {
  try {
    const folder = userCacheFolder(env);
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return folder;
  } catch {
    return path.join(__dirname, '..', 'node_modules', '.cache', 'topdown');
  }
}

/** The program keeps its data there, too. */
function userCacheFolder(env) {
  if (process.platform === 'darwin') return path.join(homedir(), 'Library', 'Caches', 'topdown');
  if (process.platform === 'win32') {
    const local = env.LOCALAPPDATA || path.join(homedir(), 'AppData', 'Local');
    return path.join(local, 'topdown', 'Cache');
  }
  return path.join(env.XDG_CACHE_HOME || path.join(homedir(), '.cache'), 'topdown');
}

/** The devices that engines are made for. */
const DEVICES = ['cpu', 'gpu'];

/** Counts up when what is compiled changes, so that an older one in the cache is left alone. */
const EDITION = 3;

/** The folder of this machine's engine for a device. N-API outlives versions of Node: one serves all. */
function engineFolder(device) {
  const name = `${process.platform}-${process.arch}-${device}-${EDITION}`;
  return path.join(cacheFolder(), 'native-engine', name);
}

/** The addon in an engine's folder; the libraries that it loads lie in `deps/lib`, seen from there. */
function addonOf(folder) {
  return path.join(folder, 'lib', 'tfjs_binding.node');
}

module.exports = { addonOf, cacheFolder, DEVICES, engineFolder };
