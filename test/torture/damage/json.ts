import type { RandomStream } from '../../../src/engine/random';
import { oneOf } from '../parser';
import { damagedBytes } from './bytes';
import { NASTY_WORDS, nastyJson } from './nasty-values';

/** A place in JSON: the object or list that holds it, and its key there. */
interface Spot {
  readonly holder: Record<string, unknown>;
  readonly key: string;
}

/** Stands in JSON for text that is put in when it is written, as what JSON.stringify would not write. */
class Raw {
  constructor(readonly text: string) {}
}

/** Letters that a duplicate may come to: duplicates of duplicates outgrow any text. */
const LONGEST = 2 ** 20;

type Damage = (spot: Spot, random: RandomStream, all: readonly Spot[]) => void;

const replace: Damage = ({ holder, key }, random) => {
  holder[key] = new Raw(nastyJson(random));
};
const remove: Damage = ({ holder, key }) => {
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key];
};
const duplicate: Damage = ({ holder, key }, random) => {
  const copy = new Raw(written(holder[key])); // what befalls one later befalls no other
  const times = Math.min(oneOf(random, [1, 1, 1, 2, 300]), Math.ceil(LONGEST / copy.text.length));
  if (Array.isArray(holder)) holder.push(...Array(times).fill(copy));
  else holder[oneOf(random, NASTY_WORDS.slice(1))] = copy;
};
const exchange: Damage = ({ holder, key }, random, all) => {
  const other = oneOf(random, all);
  holder[key] = new Raw(written(other.holder[other.key]));
};
const enclose: Damage = ({ holder, key }) => {
  holder[key] = [holder[key]];
};
const nudge: Damage = (spot, random) => {
  const value = spot.holder[spot.key];
  if (typeof value === 'number')
    spot.holder[spot.key] = value + oneOf(random, [-1, 1, 0.5, -value]);
  else replace(spot, random, []);
};

const DAMAGES = [replace, replace, replace, remove, duplicate, exchange, enclose, nudge];

/**
 * JSON, damaged in one to three places that are still JSON, or (a tenth of the time) in its bytes.
 * What is JSON within a string, as in a checkpoint's header, is damaged there, too.
 */
export function damagedJson(text: string, random: RandomStream): string {
  if (random.uniform() < 0.1) return damagedBytes(Buffer.from(text), random).toString('utf8');
  const root: Record<string, unknown> = { root: JSON.parse(text) };
  for (let times = random.integer(1, 3); times > 0; times--) {
    const all = spotsIn(root);
    const spot = oneOf(random, all);
    const within = innerJson(spot.holder[spot.key]);
    if (within !== undefined && random.uniform() < 0.7)
      spot.holder[spot.key] = damagedJson(within, random);
    else oneOf(random, DAMAGES)(spot, random, all);
  }
  return written(root['root']);
}

/** All places below `root`, which is one itself. */
function spotsIn(root: object): Spot[] {
  const spots: Spot[] = [];
  const open: object[] = [root];
  for (let holder = open.pop(); holder; holder = open.pop())
    for (const [key, value] of Object.entries(holder)) {
      spots.push({ holder: holder as Record<string, unknown>, key });
      if (typeof value === 'object' && value !== null && !(value instanceof Raw)) open.push(value);
    }
  return spots.length > 0 ? spots : [{ holder: root as Record<string, unknown>, key: 'root' }];
}

function innerJson(value: unknown): string | undefined {
  if (typeof value !== 'string' || !/^[[{]/.test(value)) return undefined;
  try {
    JSON.parse(value);
    return value;
  } catch {
    return undefined;
  }
}

/** As text. Where there is nothing left, that is what is written. */
function written(value: unknown): string {
  const raws: string[] = [];
  const text = JSON.stringify(value, (_, one: unknown) =>
    one instanceof Raw ? `@raw${raws.push(one.text) - 1}@` : one,
  );
  return String(text).replaceAll(/"@raw(\d+)@"/g, (_, at: string) => raws[Number(at)] as string);
}
