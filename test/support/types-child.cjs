// Checks files as `tsc --noEmit` does, under several sets of options, in one process: a compiler that
// has run once is twice as fast. Its arguments are the folder of TypeScript and the options with the
// files of each check, as JSON; what is wrong is printed, and the exit code is then 1.
const path = require('node:path');

const [compiler, ...checks] = process.argv.slice(2);
const ts = require(path.join(compiler, 'lib', 'typescript.js'));

/** Types of the language and of browsers, which are parsed once; all else is read as each check has it. */
const library = new Map();
const libraryFolder = path.join(compiler, 'lib') + path.sep;

function check(args) {
  const { options, fileNames, errors } = ts.parseCommandLine(args);
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (name, ...rest) => {
    if (!path.resolve(name).startsWith(libraryFolder)) return read(name, ...rest);
    if (!library.has(name)) library.set(name, read(name, ...rest));
    return library.get(name);
  };
  const program = ts.createProgram(fileNames, options, host);
  const wrong = [...errors, ...ts.getPreEmitDiagnostics(program)];
  if (wrong.length === 0) return;
  process.exitCode = 1;
  process.stdout.write(`${args.join(' ')}\n${ts.formatDiagnostics(wrong, host)}`);
}

for (const one of checks) check(JSON.parse(one));
