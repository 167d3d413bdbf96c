import path from 'node:path';
import envPaths from 'env-paths';

/** The user's cache folder for downloaded data; each data set has a folder of its own in it. */
export function userCache(): string {
  return path.join(envPaths('topdown', { suffix: '' }).cache, 'data');
}
