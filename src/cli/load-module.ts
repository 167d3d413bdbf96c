import { answerToOwnName } from './own-name';

/** A module of a person's own, TypeScript or JavaScript, which imports from `topdown` what runs here. */
export function loadModule(file: string): unknown {
  answerToOwnName();
  return file.endsWith('.ts') ? loadTypeScript(file) : require(file);
}

type Load = (file: string, from: string) => unknown;
let load: Load | undefined;

/**
 * In a clone ts-node reads TypeScript already, or we would not run; an installed package brings tsx, which
 * is asked for once. It reads the person's modules alone: packages that offer themselves to `import` only
 * are not found by it.
 */
function loadTypeScript(file: string): unknown {
  if (!load && require.extensions['.ts']) return require(file);
  load ??= (require('tsx/cjs/api') as typeof import('tsx/cjs/api')).register({
    namespace: 'own',
  }).require;
  return load(file, __filename);
}
