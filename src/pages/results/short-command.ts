import { commandOf, type Repeatable } from '../../runs/command-of';
import { seedInName } from '../../trained/seeded-name';

/** An option with a list of names. */
const LIST = /(--[a-z-]+) ([\w-]+(?:,[\w-]+)+)/g;

/** Names that are alike but for the seed that they end with, so many in turn: fewer are as short by themselves. */
const MANY = 3;

/**
 * The command that repeats a run (`commandOf`), where networks of many seeds are named with these in braces, as bash and
 * zsh take it: `--network=small-seed-{1..10}`.
 */
export function shortCommand(record: Repeatable): string {
  return commandOf(record).replaceAll(LIST, (whole, option: string, list: string) => {
    const groups = inTurn(list.split(','));
    if (groups.every(({ last, first }) => last - first + 1 < MANY)) return whole;
    return groups.map((group) => `${option}=${inBraces(group)}`).join(' ');
  });
}

interface Names {
  /** What they begin with, or the whole name of one that ends with no seed. */
  readonly stem: string;
  readonly first: number;
  last: number;
}

/** Names in groups of the same stem whose seeds follow on each other. */
function inTurn(names: readonly string[]): Names[] {
  const groups: Names[] = [];
  for (const name of names) {
    const { stem, seed } = seedInName(name) ?? { stem: name, seed: 0 };
    const before = groups.at(-1);
    if (before?.stem === stem && before.last + 1 === seed) before.last = seed;
    else groups.push({ stem, first: seed, last: seed });
  }
  return groups;
}

function inBraces({ stem, first, last }: Names): string {
  if (!seedInName(`${stem}${first}`)) return stem;
  return first === last ? `${stem}${first}` : `${stem}{${first}..${last}}`;
}
