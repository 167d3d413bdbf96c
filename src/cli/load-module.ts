import { answerToOwnName } from './own-name';

/** A module of a person's own, TypeScript or JavaScript, which imports from `topdown` what runs here. */
export function loadModule(file: string): unknown {
  answerToOwnName();
  return file.endsWith('.ts') ? loadTypeScript(file) : require(file);
}

/**
 * In a clone ts-node reads TypeScript already, or we would not run; an installed package brings tsx. It
 * reads the person's modules alone: packages that offer themselves to `import` only are not found by it.
 */
function loadTypeScript(file: string): unknown {
  if (require.extensions['.ts']) return require(file);
  const { register } = require('tsx/cjs/api') as typeof import('tsx/cjs/api');
  return register({ namespace: 'own' }).require(file, __filename);
}
