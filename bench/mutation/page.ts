import { whyItLives } from './equivalents';
import {
  count,
  type Mutant,
  type Planned,
  type Results,
  type Survivor,
  survivors,
} from './results';

/** When, of what and on what the mutants were tried. */
export interface Circumstances {
  readonly date: string;
  readonly commit: string;
  readonly processor: string;
  readonly node: string;
  readonly stryker: string;
}

/** The page of mutation testing; `all` are the files that could be mutated. */
export function page(
  results: Results,
  planned: Planned,
  all: readonly string[],
  when: Circumstances,
): string {
  const files = Object.keys(results.files).sort(byName);
  const missing = all.filter((file) => !files.includes(file));
  const left = survivors(results);
  return `${[
    heading(when),
    '## Score',
    table(results, planned, files),
    missing.length === 0
      ? 'Every file of both rooms was mutated.'
      : `Not mutated: ${missing.map(code).join(', ')}.`,
    '## Survivors',
    `${left.length} mutants live. A sentence says why, where somebody has looked (\`bench/mutation/equivalents.ts\`). The others are open.`,
    ...files.flatMap((file) => ofFile(left.filter((one) => one.file === file))),
  ].join('\n\n')}\n`;
}

const byName = (a: string, b: string) => (a < b ? -1 : 1);

function heading({ date, commit, processor, node, stryker }: Circumstances): string {
  return `# Mutation testing

\`npm run mutation\` breaks \`src/perception\` and \`src/learning\` in one place at a time and runs the tests. A
broken program, a *mutant*, is *killed* when a test fails. It *survives* when none does. It *times out*
when it hangs; that counts as killed. It has *no coverage* when no test runs through it. The *score* is
the share of the mutants that were tried that are killed or time out.

Measured on ${date} at commit ${commit}: ${processor}, Node ${node}, Stryker ${stryker}, two mutants at a time.

The tests are those of \`test/reference\`, \`test/closed-form\`, \`test/invariants\` and \`test/streams\` that import
one of the two rooms, but some that test another room (\`vitest.mutation.config.mts\` lists them). They compute on
the JavaScript engine. \`npm test\` has more tests and the native engine, so it may kill what survives here.

The command writes this page. It keeps its results in \`mutation/\`: a run that was stopped goes on, and what
has not changed is not tried again. \`npm run mutation -- --help\` tells how to run a part.`;
}

function table({ files }: Results, planned: Planned, names: readonly string[]): string {
  const row = (name: string, mutants: readonly Mutant[], untried: number) => {
    const { killed, survived, timedOut, uncovered, score } = count(mutants);
    return `| ${name} | ${killed} | ${survived} | ${timedOut} | ${uncovered} | ${untried} | ${score.toFixed(1)} |`;
  };
  const of = (name: string) => files[name]?.mutants ?? [];
  const left = (name: string) => Math.max(0, (planned[name] ?? 0) - of(name).length);
  const rooms = [...new Set(names.map((name) => name.split('/').slice(0, 2).join('/')))];
  return [
    '| file | killed | survived | timed out | no coverage | not tried | score, % |',
    '| --- | --: | --: | --: | --: | --: | --: |',
    ...names.map((name) => row(code(name), of(name), left(name))),
    ...rooms.map((room) => {
      const within = names.filter((name) => name.startsWith(`${room}/`));
      const untried = within.map(left).reduce((sum, one) => sum + one, 0);
      return row(`all of ${code(room)}`, within.flatMap(of), untried);
    }),
  ].join('\n');
}

function ofFile(left: readonly Survivor[]): string[] {
  const [first] = left;
  return first ? [`### \`${first.file}\``, left.map(item).join('\n')] : [];
}

function item(survivor: Survivor): string {
  const { line, from, to, covered } = survivor;
  const change = to === '' ? `${code(from)} is dropped` : `${code(from)} becomes ${code(to)}`;
  const why = whyItLives(survivor);
  return `- line ${line}: ${change}.${covered ? '' : ' No test runs through it.'}${why ? ` ${why}` : ''}`;
}

/** Code in Markdown, whatever quotes are in it. */
function code(text: string): string {
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}
