// Writes docs/api.md: every name that users of the package can import, with its type, a section for
// each of the package's subpaths. A change of it in a commit is a change for users, so it is made on
// purpose or not at all.
//
//   node setup/api-report.mjs [--check]     --check only says whether docs/api.md is up to date
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CompilerState, Extractor, ExtractorConfig } from '@microsoft/api-extractor';
import { writeDeclarations } from './declarations.mjs';
import { projectFolder, withPart } from './folders.mjs';
import { alone } from './lock.mjs';

const target = path.join(projectFolder, 'docs', 'api.md');

const HEAD = `# The public API

Made by \`npm run api\`. Each name has one home. A warning marks a type that is not public itself.
`;

/** The core, and each subpath: what is imported, and the file of its names below \`src\`. */
const ENTRIES = [
  { imported: 'topdown', names: 'index' },
  ...readdirSync(path.join(projectFolder, 'src', 'public')).map((file) => {
    const name = path.basename(file, '.ts');
    return { imported: `topdown/${name}`, names: `public/${name}` };
  }),
];

/** The report of the sources as they are now. It needs their declarations, made in passing. */
async function makeReport(part) {
  await writeDeclarations(projectFolder, part);
  const configs = ENTRIES.map(({ names }) => configOf(part, names));
  // One program of all entries: to make it is most of the work.
  const compilerState = CompilerState.create(configs[0], {
    additionalEntryPoints: configs.map(({ mainEntryPointFilePath }) => mainEntryPointFilePath),
  });
  const reports = ENTRIES.map((entry, at) => ({
    ...entry,
    types: typesIn(configs[at], compilerState),
  }));
  const names = new Set(reports.flatMap(({ types }) => namesIn(types)));
  const table = reports.map(
    ({ imported, types, ...entry }) =>
      `| \`${imported}\` | ${aboutIt(entry)} | ${namesIn(types).length} |`,
  );
  const sections = reports.map(
    ({ imported, types }) => `## \`${imported}\`\n\n${withoutFalseAlarms(types, names)}`,
  );
  return [HEAD, '| import from | holds | names |\n|---|---|---|', ...table, '', ...sections].join(
    '\n',
  );
}

/** The names that a report lists. */
function namesIn(types) {
  const declared = types.matchAll(
    /^(?:export|declare) (?:class|const|function|interface|type|namespace) (\w+)/gm,
  );
  const listed = types.matchAll(/^export \{ (?:\w+ as )?(\w+) \}/gm);
  return [...new Set([...declared, ...listed].map(([, name]) => name))];
}

/** What the file of names says that they are: the first paragraph of the comment that it begins with. */
function aboutIt({ names }) {
  const text = readFileSync(path.join(projectFolder, 'src', `${names}.ts`), 'utf8');
  return text
    .slice('/**\n'.length, text.indexOf('\n *\n'))
    .replace(/^ \* /gm, '')
    .replace(/\n/g, ' ');
}

/** Without warnings that a name is not public which has its home at another subpath. */
function withoutFalseAlarms(types, names) {
  const alarm = / *\/\/ Warning: \(ae-forgotten-export\) The symbol "(\w+)" needs .*\n/g;
  const left = types.replace(alarm, (line, name) => (names.has(name) ? '' : line));
  // At the end come those that have no line, by the path of a folder that is there in passing.
  return left
    .replace(/^ *\/\/\n(?= *\/\/ (@public|\(undocumented\)))/gm, '')
    .replace(/^\/\/ Warnings were encountered during analysis:\n(\/\/.*\n)+\n/m, '');
}

/** How the declarations of one file are read. */
function configOf(part, names) {
  const file = path.join(projectFolder, 'api-extractor.json');
  const configObject = ExtractorConfig.loadFile(file);
  configObject.mainEntryPointFilePath = path.join(part, 'src', `${names}.d.ts`);
  configObject.apiReport.reportFolder = path.join(part, 'report', names);
  configObject.apiReport.reportTempFolder = path.join(part, 'report-temp');
  return ExtractorConfig.prepare({
    configObject,
    configObjectFullPath: file,
    packageJsonFullPath: path.join(projectFolder, 'package.json'),
  });
}

/** What one file exports, with types, as a block of TypeScript. */
function typesIn(config, compilerState) {
  mkdirSync(config.reportFolder, { recursive: true });
  const said = [];
  Extractor.invoke(config, {
    localBuild: true,
    compilerState,
    messageCallback(message) {
      message.handled = true;
      if (['error', 'warning'].includes(message.logLevel)) said.push(message.text);
    },
  });
  const [report] = readdirSync(config.reportFolder);
  if (!report) throw new Error(`no report was made: ${said.join('\n')}`);
  const text = readFileSync(path.join(config.reportFolder, report), 'utf8');
  return text
    .slice(text.indexOf('```ts'))
    .replace('// (No @packageDocumentation comment for this package)\n\n', '');
}

const report = await alone(projectFolder, () => withPart(projectFolder, makeReport));
const written = existsSync(target) ? readFileSync(target, 'utf8') : '';
if (!process.argv.includes('--check')) {
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, report);
} else if (written !== report) {
  process.stderr.write(
    'docs/api.md is not what src/index.ts and src/public export: `npm run api` renews it\n',
  );
  process.exitCode = 1;
}
