import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../support/folder';

// The rules hold of this project by `npm run structure`. Here: that each of them bites.
const ROOT = path.resolve(__dirname, '..', '..');

/** What is wrong in a project of these files, as `rule: file`; a file's content is its imports. */
const broken = (files: Record<string, readonly string[]>): string[] =>
  violations(files).map(({ from, rule }) => `${rule.name}: ${from}`);

interface Violation {
  readonly from: string;
  readonly to: string;
  readonly rule: { readonly name: string };
}

function violations(files: Record<string, readonly string[]>): Violation[] {
  const folder = temporaryFolder();
  cpSync(path.join(ROOT, '.dependency-cruiser.cjs'), path.join(folder, '.dependency-cruiser.cjs'));
  writeFileSync(path.join(folder, 'tsconfig.json'), '{}');
  for (const [name, imports] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, `${imports.map((from) => `import '${from}';\n`).join('')}export {};\n`);
  }
  const cruise = path.join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const { stdout } = spawnSync(process.execPath, [cruise, '--output-type', 'json', '.'], {
    cwd: folder,
    encoding: 'utf8',
  });
  const { summary } = JSON.parse(stdout) as { summary: { violations: Violation[] } };
  const text = ({ rule, from, to }: Violation) => `${rule.name}: ${from} ${to}`;
  return summary.violations.sort((one, other) => byText(text(one), text(other)));
}

function byText(one: string, other: string): number {
  return one < other ? -1 : 1;
}

/** In this order, each may read all before it. */
const ROOMS = [
  'engine',
  'network',
  'perception',
  'learning',
  'observation',
  'figures',
  'trained',
  'pages',
  'cli',
];

it('lets every room read what comes before it', () => {
  const files: Record<string, string[]> = { 'src/images/a.ts': ['../engine/a'] };
  for (const [at, room] of ROOMS.entries()) {
    const before = at < 2 ? ROOMS.slice(0, at) : ['images', ...ROOMS.slice(0, at)];
    files[`src/${room}/a.ts`] = before.map((earlier) => `../${earlier}/a`);
  }
  files['src/index.ts'] = ['./cli/a', './observation/a'];
  files['src/experiments/b/a.ts'] = ['../../trained/a'];
  files['scenarios/a.ts'] = ['../src'];
  files['src/public/a.ts'] = ['../experiments/b/a', '../cli/a'];
  files['scenarios/b.ts'] = ['../src', '../src/public/a', '../src/experiments/b/a'];
  expect(broken(files)).toEqual([]);
});

it('lets nothing but downloads of data and the store reach the network, and the page’s server listen by http', () => {
  const modules = ['node:http', 'https', 'node:net', 'node:dns/promises', 'undici'];
  const server = 'src/cli/serve/page-server.ts';
  const files: Record<string, string[]> = {
    'src/machine/web.ts': modules,
    'src/data/download.ts': ['../machine/web'],
    'src/data/load.ts': ['./download', 'node:path', '../machine/web'],
    'src/store/s3.ts': ['../machine/web'],
    'src/store/open-store.ts': ['./s3', '../machine/web'],
    [server]: ['node:http'],
  };
  for (const [at, one] of modules.entries()) files[`src/engine/${at}.ts`] = [one];
  files['src/cli/serve/answer.ts'] = ['http'];
  for (const [at, one] of modules.entries()) files[`src/store/${at}.ts`] = [one];
  const others = ['engine', 'store'].flatMap((room) =>
    modules.map((_, at) => `only-downloads-reach-the-network: src/${room}/${at}.ts`),
  );
  const answer = 'only-downloads-reach-the-network: src/cli/serve/answer.ts';
  const users = ['data/load', 'store/open-store'].map(
    (file) => `only-downloads-and-the-store-use-the-web: src/${file}.ts`,
  );
  expect(broken(files)).toEqual([...users, answer, ...others].sort(byText));
  const wrong = violations({ [server]: modules }).map(({ rule, from, to }) => [
    rule.name,
    from,
    to,
  ]);
  const told = ['dns/promises', 'https', 'net', 'undici'];
  expect(wrong).toEqual(told.map((to) => ['the-page-is-served-by-http-alone', server, to]));
});

it('keeps pictures free of Node, so that a browser can prepare them', () => {
  const files = {
    'src/images/pictures/a.ts': ['node:fs'],
    'src/images/pictures/b.ts': ['zlib'],
    'src/data/a.ts': ['node:fs', '../images/pictures/a', '../images/pictures/b'],
  };
  expect(broken(files)).toEqual([
    'core-without-node: src/images/pictures/a.ts',
    'core-without-node: src/images/pictures/b.ts',
  ]);
});

it('stops what goes the other way, cycles and orphans', () => {
  // A leaf in each room that all the wrong ones below read.
  const leaves = [...ROOMS, 'images'].map((room) => [`src/${room}/leaf.ts`, []]);
  const leaf = (room: string) => [`../${room}/leaf`];
  expect(
    broken({
      ...(Object.fromEntries(leaves) as Record<string, string[]>),
      'src/engine/a.ts': leaf('images'),
      'src/images/a.ts': leaf('network'),
      'src/network/a.ts': leaf('images'),
      'src/perception/a.ts': leaf('learning'),
      'src/learning/a.ts': leaf('observation'),
      'src/learning/b.ts': leaf('trained'),
      'src/observation/a.ts': leaf('trained'),
      'src/trained/a.ts': leaf('cli'),
      'src/pages/a.ts': leaf('cli'),
      'src/figures/a.ts': leaf('pages'),
      'src/pages/b.ts': leaf('figures'),
      'src/elsewhere/a.ts': leaf('engine'),
      'test/leaf.ts': [],
      'src/learning/c.ts': ['../../test/leaf'],
      'scenarios/a.ts': ['../src/perception/leaf'],
      'src/experiments/other/a.ts': [],
      'scenarios/b.ts': ['../src/experiments/other/a'],
      'src/public/leaf.ts': leaf('cli'),
      'src/cli/b.ts': leaf('public'),
      'src/cli/a.ts': ['../../scenarios/a'],
      'src/data/b.ts': ['./c'],
      'src/data/c.ts': ['./b'],
      'src/data/alone.ts': [],
    }),
  ).toEqual([
    'cli-reads-only-what-comes-before: src/cli/b.ts',
    'engine-reads-only-what-comes-before: src/engine/a.ts',
    'every-room-has-its-place: src/elsewhere/a.ts',
    'figures-reads-only-what-comes-before: src/figures/a.ts',
    'images-reads-only-what-comes-before: src/images/a.ts',
    'learning-reads-only-what-comes-before: src/learning/a.ts',
    'learning-reads-only-what-comes-before: src/learning/b.ts',
    'network-reads-only-what-comes-before: src/network/a.ts',
    'no-cycle: src/data/b.ts',
    'no-orphan: src/data/alone.ts',
    'observation-reads-only-what-comes-before: src/observation/a.ts',
    'pages-reads-only-what-comes-before: src/pages/a.ts',
    'perception-reads-only-what-comes-before: src/perception/a.ts',
    'scenarios-use-the-front-door: scenarios/a.ts',
    'scenarios-use-the-front-door: scenarios/b.ts',
    'src-stands-alone: src/cli/a.ts',
    'src-stands-alone: src/learning/c.ts',
    'trained-reads-only-what-comes-before: src/trained/a.ts',
  ]);
});

it('lets no exported name have two homes, so that it can have one meaning', () => {
  const homes = new Map<string, string[]>();
  for (const name of readdirSync(path.join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.ts') || name.endsWith('.d.ts')) continue;
    const file = ts.createSourceFile(
      name,
      readFileSync(path.join(ROOT, 'src', name), 'utf8'),
      ts.ScriptTarget.Latest,
    );
    for (const declared of new Set(file.statements.flatMap(exportedNames)))
      homes.set(declared, [...(homes.get(declared) ?? []), name]);
  }
  expect(homes.size).toBeGreaterThan(1000);
  expect([...homes].filter(([, files]) => files.length > 1)).toEqual([]);
});

/** What a statement declares and exports; what it passes on from elsewhere has its home there. */
function exportedNames(statement: ts.Statement): string[] {
  const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
  if (!modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return [];
  const declared = ts.isVariableStatement(statement)
    ? statement.declarationList.declarations
    : [statement as ts.DeclarationStatement];
  return declared.flatMap(({ name }) => (name && ts.isIdentifier(name) ? name.text : []));
}
