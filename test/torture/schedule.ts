import type { Enough } from './campaign';
import type { Part } from './part';

/** What a person asked for. */
export interface Wish {
  readonly minutes?: number | undefined;
  readonly inputs?: number | undefined;
  readonly kills?: number | undefined;
  readonly trial?: number | undefined;
}

/** Where nothing is said. */
const MINUTES = 10;

/** The parts that are counted, where a person counts and gives no time for the others. */
export function wanted(parts: readonly Part[], wish: Wish): readonly Part[] {
  const counting = wish.inputs !== undefined || wish.kills !== undefined;
  if (!counting || wish.minutes !== undefined || wish.trial !== undefined) return parts;
  return parts.filter(({ unit }) => triesOf(unit, wish) !== undefined);
}

/**
 * What is enough for the next of some parts: so many tries where it is counted, else its share of
 * the time that is left for those that are not. Some are done at once, on as many lanes.
 */
export function enoughFor(
  [next, ...later]: readonly [Part, ...Part[]],
  wish: Wish,
  passed: number,
  lanes: number,
): Enough {
  if (wish.trial !== undefined) return { trial: wish.trial };
  const tries = triesOf(next.unit, wish);
  if (tries !== undefined) return { tries };
  const timed = [next, ...later].filter(({ unit }) => triesOf(unit, wish) === undefined);
  const shares = timed.reduce((sum, { share }) => sum + share, 0);
  const left = Math.max(0, 60 * (wish.minutes ?? MINUTES) - passed);
  const seconds = (Math.min(lanes, timed.length) * left * next.share) / shares;
  return { seconds: Math.min(left, seconds) };
}

function triesOf(unit: Part['unit'], { inputs, kills }: Wish): number | undefined {
  if (unit === 'inputs') return inputs;
  return unit === 'kills' ? kills : undefined;
}
