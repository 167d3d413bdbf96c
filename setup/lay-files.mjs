import { copyFileSync, linkSync, mkdirSync, readdirSync, readlinkSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { ENGINE_FOLDERS, removeEngine } from './engine-package.mjs';

/**
 * Lays a made engine into the package. Hard links cost neither time nor space; where the cache is
 * on another file system the files are copied. Until the engine is proven, what is here counts for
 * nothing, so a stop half-way does no harm.
 */
export function layFiles(made, pkg) {
  removeEngine(pkg);
  for (const folder of ENGINE_FOLDERS) layFolder(path.join(made, folder), path.join(pkg, folder));
}

function layFolder(from, to) {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) layFolder(source, target);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else linkOrCopy(source, target);
  }
}

function linkOrCopy(source, target) {
  try {
    linkSync(source, target);
  } catch {
    copyFileSync(source, target);
  }
}
