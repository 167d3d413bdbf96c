import type { Ambiguous } from '../../images/stimuli/ambiguous';
import { mean } from '../../statistics/mean';
import { answerLetters, letterAt } from '../measures/answer-letters';
import type { AllMeasured, Measured } from '../study';
import type { FrameScores } from '../watching/frame-scores';
import { lengthBelow, transitionWidth } from '../watching/morphs';

/** A pair of digits in one reading: where it flips and how long that takes, in morph levels. */
export type PairRow = {
  readonly item: number;
  readonly source: string;
  /** `3–8` */
  readonly pair: string;
  readonly reading: string;
  readonly flip: number;
  /** Null unless it prefers the right label at both ends. */
  readonly width: number | null;
  /** On how much of the way the answer is neither label. */
  readonly third: number;
  /** The answer at each share, a letter each. */
  readonly answers: string;
};

/** What is scored by one reading at one share, mean over the pairs of one source. */
export type ScoreRow = {
  readonly source: string;
  readonly reading: string;
  readonly share: number;
  /** The label of the digit at the start, of that at the end, or the best of the others. */
  readonly scored: string;
  readonly score: number;
};

export type AmbiguityRow = PairRow | ScoreRow;

/** Where digits on their way to others come from, and what is scored of them. */
export const SOURCES = ['real', 'drawn'] as const;
export const SCORED = ['first', 'other', 'third'] as const;

/** What each reading makes of the items at each morph level. */
export function ambiguityRows(
  scores: FrameScores,
  items: readonly Ambiguous[],
  shares: readonly number[],
): AmbiguityRow[] {
  return [...scores].flatMap(([reading, along]) => {
    const letters = answerLetters(along, (along[0]?.length ?? 0) / items.length);
    const labelled = along.map((one) => twoLabels(one, items)); // [shares][items]
    const pairs = items.map(({ source, labels }, item): PairRow => {
      const preference = labelled.map((all) => (all[item]?.other ?? 0) - (all[item]?.first ?? 0));
      const answers = letters[item] as string;
      const thirds = shares.filter((_, at) => !labels.includes(letterAt(answers, at)));
      return {
        ...{ item, source, pair: labels.join('–'), reading },
        flip: lengthBelow(preference, 0),
        width: transitionWidth(preference) ?? null,
        third: thirds.length / shares.length,
        answers,
      };
    });
    const means = SOURCES.flatMap((source) =>
      shares.flatMap((share, at) => {
        const all = labelled[at]?.filter((_, item) => items[item]?.source === source) ?? [];
        if (all.length === 0) return [];
        return SCORED.map((scored): ScoreRow => {
          const score = mean(all.map((one) => one[scored]));
          return { source, reading, share, scored, score };
        });
      }),
    );
    return [...pairs, ...means];
  });
}

/** The rows of pairs alone, of one source. */
export function pairRows(all: AllMeasured<AmbiguityRow>, source: string): Measured<PairRow>[] {
  const isPair = (row: AmbiguityRow): row is PairRow => 'item' in row && row.source === source;
  return all.map((one) => ({ ...one, rows: one.rows.filter(isPair) }));
}

/** One number of a reading of a pair; NaN where it has none. */
export function ofReading(
  rows: readonly PairRow[],
  reading: string,
  number: 'flip' | 'width' | 'third',
): number {
  return rows.find((row) => row.reading === reading)?.[number] ?? Number.NaN;
}

/** 100 where a pair has flipped at this share in this reading, 0 where it has not; NaN where it has no such reading. */
export function flippedAt(rows: readonly PairRow[], reading: string, share: number): number {
  const flip = ofReading(rows, reading, 'flip');
  return Number.isNaN(flip) ? flip : 100 * Number(flip <= share);
}

/** Scores of an ambiguous image: of the label at share 0, of that at share 1, of the best other. */
type TwoLabels = Readonly<Record<(typeof SCORED)[number], number>>;

/** What each item's labels score: from [items × classes], an item each. */
export function twoLabels(
  scores: Float32Array,
  items: readonly Pick<Ambiguous, 'labels'>[],
): TwoLabels[] {
  const classes = scores.length / items.length;
  return items.map(({ labels }, item) => {
    const row = scores.subarray(item * classes, (item + 1) * classes);
    const [first, other] = labels;
    const others = row.filter((_, label) => label !== first && label !== other);
    const [ofFirst, ofOther] = [row[first] as number, row[other] as number];
    return { first: ofFirst, other: ofOther, third: Math.max(...others) };
  });
}
