import Module from 'node:module';
import { inspect } from 'node:util';
import { EnvironmentError, InputError } from '../input/errors';

/**
 * A module of a person's own, TypeScript or JavaScript, which imports from `topdown` what runs here. Throws
 * EnvironmentError, which calls it `called`, where it fails, but an InputError as it is.
 */
export function loadModule(file: string, called = file): unknown {
  const load = file.endsWith('.ts') ? typeScript() : require;
  answerToOwnName();
  try {
    return load(file, __filename);
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new EnvironmentError(`${called} fails: ${whyOf(error)}`, { cause: error });
  }
}

/** What was thrown, without the stacks that compilers and loaders put after a blank line or a heading. */
export function whyOf(thrown: unknown): string {
  const text = thrown instanceof Error ? String(thrown) : inspect(thrown);
  return text.split(/\n\s*\n|\nRequire stack/, 1)[0] as string;
}

type Load = (file: string, from: string) => unknown;
let tsx: Load | undefined;

/**
 * In a clone ts-node reads TypeScript already, or we would not run; an installed package brings tsx, which
 * is asked for once. It reads the person's modules alone: packages that offer themselves to `import` only
 * are not found by it.
 */
function typeScript(): Load {
  if (!tsx && require.extensions['.ts']) return require;
  tsx ??= (require('tsx/cjs/api') as typeof import('tsx/cjs/api')).register({
    namespace: 'own',
  }).require;
  return tsx;
}

type Resolve = (this: unknown, request: string, ...rest: unknown[]) => string;

/** Node's resolving of what is required; ts-node and tsx, too, put theirs in its place. */
const node = Module as unknown as { _resolveFilename: Resolve };

let answer: Resolve | undefined;

/**
 * From here on, whoever asks for `topdown` or `topdown/experiments` gets the program that runs: a file
 * of a person's own works in a clone, which is installed nowhere, and beside another copy, whose systems
 * would be others. Zod, by which options are declared, is ours where the person has none. We must be asked
 * before tsx, which would load another copy of what we answer with.
 */
function answerToOwnName(): void {
  const before = node._resolveFilename;
  if (before === answer) return;
  answer = function (request, ...rest) {
    const own = /^topdown(?:\/([a-z-]+))?$/.exec(request);
    const ours = own && found(own[1] === undefined ? '../index' : `../public/${own[1]}`);
    if (ours) return ours;
    try {
      return before.call(this, request, ...rest);
    } catch (error) {
      if (request === 'zod') return require.resolve(request);
      // TypeScript for modules names a file by the script that it would become.
      const [, source] = /^(\.{1,2}\/.*\.)js$/.exec(request) ?? [];
      if (source !== undefined) return before.call(this, `${source}ts`, ...rest);
      throw error;
    }
  };
  node._resolveFilename = answer;
}

/** The file of a module of ours; undefined where there is none. */
function found(module: string): string | undefined {
  try {
    return require.resolve(module);
  } catch {
    return undefined;
  }
}
