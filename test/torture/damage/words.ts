import type { RandomStream } from '../../../src/engine/random';
import { oneOf } from '../parser';
import { nastyWord } from './nasty-values';

type Damage = (words: string[], random: RandomStream) => void;

/** Letters of a word at the most: a system hands on no longer ones. */
const LONGEST = 100_000;

const at = (words: readonly string[], random: RandomStream) =>
  random.integer(0, Math.max(0, words.length - 1));

const DAMAGES: readonly Damage[] = [
  (words, random) => void words.splice(at(words, random), 1, nastyWord(random)),
  (words, random) => void words.splice(at(words, random), 1),
  (words, random) => void words.splice(at(words, random), 0, nastyWord(random)),
  (words, random) => void words.push(...words.slice(at(words, random))),
  (words, random) => {
    const [one, other] = [at(words, random), at(words, random)];
    [words[one], words[other]] = [words[other] ?? '', words[one] ?? ''];
  },
  // Within a word, between the marks that divide it: hidden=20+20,50 or 0:1:0.1.
  (words, random) => {
    const which = at(words, random);
    const parts = (words[which] ?? '').split(/([=:,+-])/);
    parts[random.integer(0, parts.length - 1)] = nastyWord(random);
    words[which] = parts.join('');
  },
  (words, random) => {
    const which = at(words, random);
    const parts = (words[which] ?? '').split(',');
    const times = oneOf(random, [1, 3000]);
    const more = nastyWord(random);
    const enough = Math.ceil(LONGEST / Math.max(1, more.length));
    words[which] = [...parts, ...Array(Math.min(times, enough)).fill(more)]
      .join(',')
      .slice(0, LONGEST);
  },
];

/** What a person typed, with one to three slips of the hand. */
export function damagedWords(words: readonly string[], random: RandomStream): string[] {
  const damaged = [...words];
  for (let times = random.integer(1, 3); times > 0; times--)
    oneOf(random, DAMAGES)(damaged, random);
  return damaged.map((word) => word.replaceAll('\0', '')); // nor any with a zero in it
}
