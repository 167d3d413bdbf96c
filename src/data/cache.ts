import { homedir, tmpdir } from 'node:os';
import path from 'node:path';

/**
 * The user's cache folder for downloaded data; each data set has a folder of its own in it. Who has
 * no home, as in some containers, gets one in the folder for temporary files.
 */
export function userCache(): string {
  const temporary = () => path.join(tmpdir(), `topdown-${process.getuid?.() ?? 'cache'}`);
  return path.join(cacheFolder() ?? temporary(), 'data');
}

/** Where the system wants a program's cache; undefined where that is below a home and there is none. */
function cacheFolder({ LOCALAPPDATA, XDG_CACHE_HOME } = process.env): string | undefined {
  const home = homeFolder();
  const below = (...names: string[]) => home && path.join(home, ...names);
  if (process.platform === 'darwin') return below('Library', 'Caches', 'topdown');
  if (process.platform === 'win32') {
    const local = LOCALAPPDATA || below('AppData', 'Local');
    return local && path.join(local, 'topdown', 'Cache');
  }
  const caches = XDG_CACHE_HOME || below('.cache');
  return caches && path.join(caches, 'topdown');
}

/** The user's home; undefined where neither the environment nor the system's list of users has one. */
function homeFolder(): string | undefined {
  try {
    return homedir();
  } catch {
    return undefined;
  }
}
