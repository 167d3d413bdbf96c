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
      ? 'Every file of both folders was mutated.'
      : `Not mutated: ${missing.map(code).join(', ')}.`,
    '## Survivors',
    `${left.length} mutants survived, here by the reason that \`bench/mutation/equivalents.ts\` gives for them.`,
    ...files.flatMap((file) => ofFile(left.filter((one) => one.file === file))),
  ].join('\n\n')}\n`;
}

const byName = (a: string, b: string) => (a < b ? -1 : 1);

function heading({ date, commit, processor, node, stryker }: Circumstances): string {
  return `# Mutation testing

Do the tests notice when the code is wrong? \`npm run mutation\` changes \`src/perception\` and \`src/learning\` in one
place at a time and runs the tests on each changed program, a *mutant*. The outcome is one of these:

- **Killed**: a test fails.
- **Survived**: no test fails.
- **Timed out**: the mutant hangs. This counts as killed.
- **No coverage**: no test runs the changed code.

The *score* is the percentage of mutants tried that were killed or timed out.

Measured on ${date} at commit ${commit}: ${processor}, Node ${node}, Stryker ${stryker}, two mutants at a time.

The tests are those in \`test/reference\`, \`test/closed-form\`, \`test/invariants\` and \`test/streams\` that import from
one of the two folders, except some that test other code or take too long (\`vitest.mutation.config.mts\` lists them).
They compute on the JavaScript engine. \`npm test\` has more tests and uses the native engine, so it may kill what
survives here.

The command writes this page and keeps its results in \`mutation/\`. A stopped run continues when you start it again, and
code that has not changed is not tried again. \`npm run mutation -- --help\` says how to try a part.`;
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

/** The survivors of one file, by the reason that is on record. */
function ofFile(left: readonly Survivor[]): string[] {
  const [first] = left;
  if (!first) return [];
  const reasons = [...new Set(left.map(whyItLives))];
  const under = (why: string | undefined) => left.filter((one) => whyItLives(one) === why);
  return [
    `### \`${first.file}\``,
    ...reasons.flatMap((why) => [why ?? 'No reason yet:', under(why).map(item).join('\n')]),
  ];
}

function item({ line, from, to, covered }: Survivor): string {
  const change = to === '' ? `${code(from)} is dropped` : `${code(from)} becomes ${code(to)}`;
  return `- line ${line}: ${change}.${covered ? '' : ' No test runs through it.'}`;
}

/** Code in Markdown, whatever quotes are in it. */
function code(text: string): string {
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}
