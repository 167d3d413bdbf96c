import Module from 'node:module';

type Resolve = (this: unknown, request: string, ...rest: unknown[]) => string;

/** Node's resolving of what is required; ts-node and tsx, too, put theirs in its place. */
const node = Module as unknown as { _resolveFilename: Resolve };

let answers = false;

/**
 * From here on, whoever asks for `topdown` or `topdown/experiments` gets the program that runs: a file
 * of a person's own works in a clone, which is installed nowhere, and beside another copy, whose systems
 * would be others. Zod, by which options are declared, is ours where the person has none.
 */
export function answerToOwnName(): void {
  if (answers) return;
  answers = true;
  const before = node._resolveFilename;
  node._resolveFilename = function (request, ...rest) {
    const own = /^topdown(?:\/([a-z-]+))?$/.exec(request);
    const ours = own && found(own[1] === undefined ? '../index' : `../public/${own[1]}`);
    if (ours) return ours;
    try {
      return before.call(this, request, ...rest);
    } catch (error) {
      if (request === 'zod') return require.resolve(request);
      throw error;
    }
  };
}

/** The file of a module of ours; undefined where there is none. */
function found(module: string): string | undefined {
  try {
    return require.resolve(module);
  } catch {
    return undefined;
  }
}
