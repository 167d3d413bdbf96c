/** A module of a person's own, TypeScript or JavaScript. */
export function loadModule(file: string): unknown {
  if (file.endsWith('.ts')) readTypeScript();
  return require(file);
}

/** In a clone ts-node does so already, or we would not run; an installed package brings tsx. */
function readTypeScript(): void {
  if (!require.extensions['.ts'])
    (require('tsx/cjs/api') as typeof import('tsx/cjs/api')).register();
}
