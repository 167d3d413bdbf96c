import type { Trial } from './reaction';

/** Whose answer a row of a reaction holds: the recurrent network's after a step, or another's. */
export const OVER_TIME = 'over time';
/** The readout of one pass of the recurrent network. */
export const READOUT = 'one pass';

/** What one image was taken for. */
export type ReactionRow = {
  /** What had been done to the image: `blur:1.5`. */
  condition: string;
  image: number;
  label: number;
  /** `over time`, `one pass`, or the name of a feed-forward system. */
  by: string;
  /** 0 where no steps were taken. */
  step: number;
  answer: number;
  /** Over time: the lead of the answer's score; of one pass: the softmax of its answer; else null. */
  lead: number | null;
  /** Millions of multiply-adds that it took to get there. */
  millions: number;
};

/** One image under one condition, with all that was said of it. */
export interface ReactionTrial extends Trial {
  readonly condition: string;
  readonly image: number;
  readonly label: number;
  /** The answer of each that takes no steps, by name. */
  readonly atOnce: Readonly<Record<string, number>>;
  /** The softmax that the readout of one pass gives its answer. */
  readonly confidence: number;
}

/** The rows of a network, put together image by image, in the order in which images come. */
export function reactionTrials(rows: readonly ReactionRow[]): ReactionTrial[] {
  const found = new Map<string, ReactionRow[]>();
  for (const row of rows) {
    const key = `${row.condition} ${row.image}`;
    const before = found.get(key);
    if (before) before.push(row);
    else found.set(key, [row]);
  }
  return Array.from(found.values(), (ofImage) => {
    const { condition, image, label } = ofImage[0] as ReactionRow;
    const steps = ofImage.filter(({ by }) => by === OVER_TIME);
    const others = ofImage.filter(({ by }) => by !== OVER_TIME);
    return {
      ...{ condition, image, label },
      answers: steps.map(({ answer }) => answer),
      leads: steps.map(({ lead }) => lead ?? 0),
      atOnce: Object.fromEntries(others.map(({ by, answer }) => [by, answer])),
      confidence: others.find(({ by }) => by === READOUT)?.lead ?? Number.NaN,
    };
  });
}

/** Millions of multiply-adds until each step, from 1, and of each that takes no steps. */
export function reactionCosts(rows: readonly ReactionRow[]) {
  const first = rows.filter(
    ({ condition, image }) => condition === rows[0]?.condition && image === rows[0]?.image,
  );
  const over = first.filter(({ by }) => by === OVER_TIME).map(({ millions }) => millions);
  const others = first.filter(({ by }) => by !== OVER_TIME);
  return {
    until: (step: number) => over[step - 1] as number,
    atOnce: Object.fromEntries(others.map(({ by, millions }) => [by, millions])),
  };
}
