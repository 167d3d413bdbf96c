import { answerToOwnName } from './own-name';

/** A module of a person's own, TypeScript or JavaScript, which imports from `topdown` what runs here. */
export function loadModule(file: string): unknown {
  if (file.endsWith('.ts')) readTypeScript();
  answerToOwnName();
  return require(file);
}

/** In a clone ts-node does so already, or we would not run; an installed package brings tsx. */
function readTypeScript(): void {
  if (!require.extensions['.ts'])
    (require('tsx/cjs/api') as typeof import('tsx/cjs/api')).register();
}
