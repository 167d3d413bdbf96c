import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/folder';
import { oneProcess } from '../support/one-process';

const ROOT = path.resolve(__dirname, '../..');
const topdown = oneProcess({ COLUMNS: '80' });

/** What `topdown --help` lists. */
async function commandNames(): Promise<string[]> {
  const { stdout } = await topdown(['--help'], temporaryFolder());
  const [, listed = ''] = stdout.split('Commands:\n');
  const lines = (listed.split('\n\n')[0] as string).matchAll(/^ {2}(?!help)([a-z]+)/gm);
  return [...lines].map(([, name]) => name as string);
}

/** A command that is not spelled as a person types it, in a clone and where it is installed. */
const MISSPELT = (names: readonly string[]) =>
  new RegExp(`npx ts-node scenarios/|(?<!npx )(?<![\\w/.-])topdown (?:${names.join('|')})\\b`, 'g');

const files = (folder: string, ending: string): string[] =>
  readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => path.join(folder, name));

describe('a command', () => {
  it('is spelled `npx topdown …` in every document, and in all that the program says', async () => {
    const misspelt = MISSPELT(await commandNames());
    const isComment = (line: string) => /^\s*(\/?\*|\/\/)/.test(line);
    const wrong = [
      ...files('docs', '.md'),
      ...files('src', '.ts'),
      ...files('models', '.md'),
      'RESULTS.md',
    ]
      .filter((file) => file !== path.join('docs', 'api.md'))
      .flatMap((file) => {
        const lines = readFileSync(path.join(ROOT, file), 'utf8').split('\n');
        const said = file.endsWith('.ts') ? lines.filter((line) => !isComment(line)) : lines;
        return said.flatMap((line) =>
          [...line.matchAll(misspelt)].map(([what]) => `${file}: ${what}`),
        );
      });
    expect(wrong).toEqual([]);
  });

  it('has help that fits into 80 columns, and names it as it is typed', async () => {
    const names = await commandNames();
    expect(names).toContain('train');
    for (const args of [[], ['run'], ...names.map((name) => [name, '--help'])]) {
      const { code, stdout } = await topdown(args, temporaryFolder());
      expect(code, args.join(' ')).toBe(0);
      const wide = stdout.split('\n').filter((line) => [...line].length > 80);
      expect(wide, args.join(' ')).toEqual([]);
      expect(stdout.match(MISSPELT(names)), args.join(' ')).toBe(null);
    }
  });

  it('lists scenarios by what they are for, with and without --help', async () => {
    const folder = temporaryFolder();
    const { stdout } = await topdown(['run'], folder);
    expect((await topdown(['run', '--help'], folder)).stdout).toBe(stdout);
    const under = (title: string) => stdout.split(`${title}:\n`)[1]?.split('\n\n')[0] ?? '';
    expect(under('Training')).toMatch(/^ {2}recurrent-mnist\n {6}Trains the recurrent/m);
    expect(under('Experiments')).toMatch(/^ {2}priming\n {6}\S/m);
    expect(under('Tools')).toMatch(/^ {2}demo\n/m);
    const all = files('scenarios', '.ts').map((file) => path.basename(file, '.ts'));
    const listed = [...stdout.matchAll(/^ {2}(\S+)\n {6}\S/gm)].map(([, name]) => name);
    expect(new Set(listed)).toEqual(new Set(all));
  });
});
