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
    why: 'Both ways give the same gradient; the condition chooses the cheaper one, and a test holds both equal.',
  },
  {
    file: 'src/learning/correlate.ts',
    code: 'inputs.every((one) => one === held)',
    why: 'Both ways give the same gradient; the condition chooses the cheaper one, and a test holds both equal.',
  },
  {
    file: 'src/learning/correlate.ts',
    code: 'if (from <= distinct)',
    why: 'Both products are the same sum in another order; the condition chooses the smaller one.',
  },
  {
    file: 'src/learning/learn-batch.ts',
    code: 'shapeOf(given[at]?.tensor)',
    why: 'Both lists follow the same architecture, so there is always one; the question mark is for the type checker.',
  },
  {
    file: 'src/perception/ascend.ts',
    code: 'if (images < PARTS) return',
    why: 'Each image is by itself, so the parts give what the whole gives; the condition saves work alone.',
  },
  {
    file: 'src/learning/gradient.ts',
    code: 'const weights: Tensor[] = []',
    why: 'The weights of the first connection take its place.',
  },
  {
    file: 'src/perception/layer-input.ts',
    code: 'const sum = sent.reduce',
    why: 'An architecture has one connection at most from the pixels, or from the label, to a layer, so there is nothing to add.',
  },
  {
    file: 'src/perception/layer-input.ts',
    code: 'wiresOf(architecture)[0]?.find',
    why: 'Every architecture has a layer 1; the question mark is for the type checker.',
  },
  {
    file: 'src/perception/multiply-adds.ts',
    code: 'let labelled = layers.map(() => false)',
    why: 'Undefined counts as false wherever it is read.',
  },
  {
    file: 'src/perception/state.ts',
    code: 'const shared = new Set',
    why: 'What takes the place of the empty list is no tensor, and so shared with nobody.',
  },
  {
    file: 'src/perception/state.ts',
    code: 'filter((one) => one !== undefined)',
    why: 'Disposing of nothing does nothing; the filter is for the type checker.',
  },
  {
    file: 'src/perception/readout.ts',
    code: 'seen.length === 1',
    why: 'Putting one activity side by side with none gives the same numbers; the condition saves a copy.',
  },
  {
    file: 'src/perception/schedule.ts',
    code: "randomStream(seed, 'asynchronous', step)",
    why: 'Under another name the draws are others, and as good; no test pins their numbers.',
  },
  {
    file: 'src/perception/schedule.ts',
    code: 'random.uniform() < probability',
    why: 'A draw that equals the probability to the bit is too rare for a test.',
  },
  {
    file: 'src/perception/settle.ts',
    code: 'let layers: tf.Tensor3D[] = []',
    why: 'The last state always comes and takes its place.',
  },
  {
    file: 'src/perception/settle.ts',
    code: 'if (state.step === steps)',
    why: 'Each state takes the place of the one before it, so the last one stays; the condition saves copies.',
  },
];

/** The sentence that is on record for a survivor. */
export function whyItLives({ file, code, to }: Survivor): string | undefined {
  const found = KNOWN.find(
    (one) => one.file === file && code.includes(one.code) && (one.to ?? to) === to,
  );
  return found?.why;
}
