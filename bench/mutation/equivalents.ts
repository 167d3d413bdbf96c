import type { Survivor } from './results';

/** Why no test can fail on a mutant, or why none does. */
interface Known {
  readonly file: string;
  /** Part of the line that it changes, which tells it from others: lines move, their text seldom does. */
  readonly code: string;
  /** What it puts there; every change of the line, if it is not said. */
  readonly to?: string;
  readonly why: string;
}

const KNOWN: readonly Known[] = [
  {
    file: 'src/learning/correlate.ts',
    code: 'inputs.length > 1 &&',
    why: 'Both ways give the same gradient; the condition chooses the cheaper one, and a test checks that they are equal.',
  },
  {
    file: 'src/learning/correlate.ts',
    code: 'inputs.every((one) => one === held)',
    why: 'Both ways give the same gradient; the condition chooses the cheaper one, and a test checks that they are equal.',
  },
  {
    file: 'src/learning/correlate.ts',
    code: 'if (from <= distinct)',
    why: 'Both products are the same sum in another order; the condition chooses the smaller one.',
  },
  {
    file: 'src/learning/check-gradient.ts',
    code: 'shapeOf(given[at]?.tensor)',
    why: 'Both lists follow the same architecture, so the entry always exists; the question mark is only for the type checker.',
  },
  {
    file: 'src/perception/ascend.ts',
    code: 'if (images < PARTS) return',
    why: 'Images do not affect each other, so the parts give the same result as the whole; the condition only saves work.',
  },
  {
    file: 'src/learning/gradient.ts',
    code: 'const weights: Tensor[] = []',
    why: 'The weights of the first connection overwrite that entry.',
  },
  {
    file: 'src/perception/layer-input.ts',
    code: 'const sum = sent.reduce',
    why: 'A layer has at most one connection from the pixels, and at most one from the label, so there is nothing to add.',
  },
  {
    file: 'src/perception/expected-pixels.ts',
    code: 'wiresOf(architecture)[0]?.find',
    why: 'Every architecture has a layer 1; the question mark is only for the type checker.',
  },
  {
    file: 'src/perception/multiply-adds.ts',
    code: 'let labelled = layers.map(() => false)',
    why: 'Undefined counts as false wherever the value is read.',
  },
  {
    file: 'src/perception/state.ts',
    code: 'const shared = new Set',
    why: 'The entry that replaces the empty list is not a tensor, so no state shares it.',
  },
  {
    file: 'src/perception/state.ts',
    code: 'filter((one) => one !== undefined)',
    why: 'Disposing of undefined does nothing; the filter is only for the type checker.',
  },
  {
    file: 'src/perception/readout.ts',
    code: 'seen.length === 1',
    why: 'Concatenating a single activity gives the same numbers; the condition only saves a copy.',
  },
  {
    file: 'src/perception/schedule.ts',
    code: "randomStream(seed, 'asynchronous', step)",
    why: 'Under another name the draws differ but are just as good; no test pins their values.',
  },
  {
    file: 'src/perception/schedule.ts',
    code: 'random.uniform() < probability',
    why: 'A draw that equals the probability exactly is too rare for a test.',
  },
  {
    file: 'src/perception/settle.ts',
    code: 'let layers: tf.Tensor3D[] = []',
    why: 'The last state always comes and overwrites that entry.',
  },
  {
    file: 'src/perception/settle.ts',
    code: 'if (state.step === steps)',
    why: 'Each state replaces the one before it, so the last one stays; the condition only saves copies.',
  },
];

/** The sentence that is on record for a survivor. */
export function whyItLives({ file, code, to }: Survivor): string | undefined {
  const found = KNOWN.find(
    (one) => one.file === file && code.includes(one.code) && (one.to ?? to) === to,
  );
  return found?.why;
}
