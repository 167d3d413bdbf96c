import { readFileSync } from 'node:fs';
import path from 'node:path';

const SOURCES = path.join(__dirname, '..');
const EXTENSION = path.extname(__filename);
const START = 'report/browser/scrubber';
const IMPORT = /require\("(\.[^"]+)"\)/g;

/**
 * The page's script as one text: `browser/scrubber` and what it imports, each module a function,
 * and the few words that call them. From the sources, translated, where this runs from them; else
 * from built code.
 */
export function browserScript(): string {
  const modules = new Map<string, string>();
  const add = (name: string): void => {
    if (modules.has(name)) return;
    const near = path.posix.dirname(name);
    const others: string[] = [];
    const code = codeOf(name).replaceAll(IMPORT, (_, other: string) => {
      others.push(path.posix.join(near, other));
      return `load("${others.at(-1)}")`;
    });
    modules.set(name, code);
    others.forEach(add);
  };
  add(START);
  const functions = [...modules].map(([name, code]) => `"${name}": (exports) => {\n${code}\n}`);
  const script = `(() => {
const modules = {\n${functions.join(',\n')}\n};
const loaded = {};
const load = (name) => {
  if (!loaded[name]) modules[name]((loaded[name] = {}));
  return loaded[name];
};
load("${START}");
})();`;
  return script.replaceAll('</', '<\\/'); // nothing in it ends the script element
}

function codeOf(name: string): string {
  const text = readFileSync(path.join(SOURCES, `${name}${EXTENSION}`), 'utf8');
  if (EXTENSION === '.js') return text;
  const { ModuleKind, ScriptTarget, transpileModule } =
    require('typescript') as typeof import('typescript');
  const compilerOptions = {
    module: ModuleKind.CommonJS,
    target: ScriptTarget.ES2022,
    removeComments: true,
  };
  return transpileModule(text, { compilerOptions }).outputText;
}
