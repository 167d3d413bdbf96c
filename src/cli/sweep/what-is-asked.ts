import type { z } from 'zod';
import { flag, pathsIn } from '../../runs/command-of';
import { networkMeant } from '../../trained/named-network';
import { networkOptions } from '../../trained/used-network';

/** Options that say how the jobs are done, and not what they are. */
const HOW = ['--plan', '--queue', '--store'];
/** An option with its value in one word, and what `--vary` takes: `--network=latest`, `network=latest`. */
const SETTING = /^((?:--vary=)?(?:--)?([^=]+)=)(.*)$/s;

/**
 * The options of a sweep over a scenario with this shape, as they were typed, but for those that say how its jobs are
 * done. What a name of a network means now stands in place of it: `latest` is another run later. Throws InputError.
 */
export function whatIsAsked(
  args: readonly string[],
  shape: z.ZodRawShape,
  runs: string,
): readonly string[] {
  const isHow = (word: string) => HOW.includes(word);
  const flags = networkOptions(shape).map(flag);
  const names = [...networkOptions(shape), ...flags.map((one) => one.slice('--'.length))];
  return args.flatMap((word, at) => {
    const before = args[at - 1] ?? '';
    if (isHow(word) || isHow(before) || HOW.some((how) => word.startsWith(`${how}=`))) return [];
    if (flags.includes(before)) return [networksMeant(word, runs)];
    const [, setting = '', name = '', value = ''] = SETTING.exec(word) ?? [];
    const isOne = names.includes(name) && (before === '--vary' || setting.startsWith('--'));
    return [isOne ? `${setting}${networksMeant(value, runs)}` : word];
  });
}

/** What the networks in a value mean that is typed: one, a list with commas, or lists with pluses. */
function networksMeant(value: string, runs: string): string {
  const lists = pathsIn(value, ',').map((list) => pathsIn(list, '+'));
  return lists.map((list) => list.map((one) => networkMeant(one.trim(), runs)).join('+')).join();
}
