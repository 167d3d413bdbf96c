import { ARM_NAMES } from '../factorial/arms';
import { RULE_NAMES } from '../factorial/rules';
import type { FactorialTrial } from './trials';

/** What networks of the factorial differ in, besides their diet and their seed. */
export type Kind = Pick<FactorialTrial, 'arm' | 'rule' | 'dropout'>;

/**
 * Every arm under every rule, with each share of dropout that these networks have, in the order in which they are
 * declared. Of some kinds there may be no network.
 */
export function kindsOf(trials: readonly FactorialTrial[]): Kind[] {
  const dropouts = [...new Set(trials.map(({ dropout }) => dropout))].toSorted((a, b) => a - b);
  return RULE_NAMES.flatMap((rule) =>
    dropouts.flatMap((dropout) => ARM_NAMES.map((arm) => ({ rule, dropout, arm }))),
  );
}

/** `top-down, dropout 0.5, predictive-coding`: the arm, then dropout and rule where they are not the usual ones. */
export function kindInWords({ arm, rule, dropout }: Kind): string {
  const dropped = dropout > 0 ? [`dropout ${dropout}`] : [];
  return [arm, ...dropped, ...(rule === 'forward-forward' ? [] : [rule])].join(', ');
}

/** `39 networks, 4 kinds, 10 of each, but of none, clutter: 9`: each diet counts as a kind of its own. */
export function countsInWords(trials: readonly FactorialTrial[]): string {
  const counts = new Map<string, number>();
  for (const one of trials) {
    const name = `${kindInWords(one)}, ${one.diet}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const most = Math.max(0, ...counts.values());
  const fewer = [...counts].filter(([, count]) => count < most);
  const less = fewer.map(([name, count]) => `${name}: ${count}`).join('; ');
  const many = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;
  return `${many(trials.length, 'network')}, ${many(counts.size, 'kind')}, ${most} of each${less && `, but of ${less}`}`;
}
