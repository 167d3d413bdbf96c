import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const ROOT = path.resolve(__dirname, '..', '..');
const PUBLIC = path.join(ROOT, 'src', 'public');

/** More names than this nobody looks through: what is not of the core has a subpath. */
const MOST_OF_THE_CORE = 120;

/** The names that a file hands on, each with what it is where it is declared. */
function namesIn(file: string): { name: string; origin: string }[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  return source.statements.flatMap((statement) => {
    if (!ts.isExportDeclaration(statement) || !statement.exportClause)
      throw new Error(`${file} is to hand names on, and nothing else`);
    const { exportClause: clause, moduleSpecifier } = statement;
    const from = (moduleSpecifier as ts.StringLiteral).text;
    const of = (name: string) => `${path.resolve(path.dirname(file), from)} ${name}`;
    if (ts.isNamespaceExport(clause)) return [{ name: clause.name.text, origin: of('*') }];
    return clause.elements.map(({ name, propertyName }) => ({
      name: name.text,
      origin: of((propertyName ?? name).text),
    }));
  });
}

const subpaths = readdirSync(PUBLIC).map((file) => path.basename(file, '.ts'));
const core = namesIn(path.join(ROOT, 'src', 'index.ts'));
const beside = subpaths.flatMap((name) => namesIn(path.join(PUBLIC, `${name}.ts`)));

const repeated = (words: string[]) => words.filter((word, at) => words.indexOf(word) !== at);

describe('what people import', () => {
  it('has one home, under one name', () => {
    const all = [...core, ...beside];
    expect(repeated(all.map(({ name }) => name))).toEqual([]);
    expect(repeated(all.map(({ origin }) => origin))).toEqual([]);
  });

  it(`has a core of at most ${MOST_OF_THE_CORE} names`, () => {
    expect(core.length).toBeLessThanOrEqual(MOST_OF_THE_CORE);
  });

  it('is found by the package under each subpath, by whatever resolves it', () => {
    const { exports, typesVersions } = JSON.parse(
      readFileSync(path.join(ROOT, 'package.json'), 'utf8'),
    );
    for (const name of subpaths) {
      const file = `dist/src/public/${name}`;
      expect(exports[`./${name}`]).toEqual({ types: `./${file}.d.ts`, default: `./${file}.js` });
      expect(typesVersions['*'][name]).toEqual([`${file}.d.ts`]);
    }
    const others = ['.', './tfjs-core', './package.json'];
    expect(Object.keys(exports)).toHaveLength(subpaths.length + others.length);
  });

  it('is what docs/api.md lists (`npm run api` renews it)', () => {
    const script = path.join(ROOT, 'setup', 'api-report.mjs');
    const { status, stderr } = spawnSync(process.execPath, [script, '--check'], {
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });
});
