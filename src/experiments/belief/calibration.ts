import { softmaxRow } from './softmax-row';

/** What was believed of images, as logits [images × classes], next to the truth, [images]. */
export interface Believed {
  readonly logits: Float32Array;
  readonly labels: ArrayLike<number>;
  readonly classes: number;
}

/** The range in which the temperature is searched, and how often it is narrowed by a third. */
const [COLDEST, HOTTEST, ROUNDS] = [0.05, 50, 60];

/**
 * The temperature by which logits are divided so that they are most likely to be right: the least negative
 * log-likelihood, which has one minimum along 1 / T. Source: C. Guo and others (2017), ICML 34.
 */
export function calibratingTemperature(believed: Believed): number {
  let [low, high] = [Math.log(COLDEST), Math.log(HOTTEST)];
  for (let round = 0; round < ROUNDS; round++) {
    const third = (high - low) / 3;
    const [one, other] = [low + third, high - third];
    if (surprise(believed, Math.exp(one)) < surprise(believed, Math.exp(other))) high = other;
    else low = one;
  }
  return Math.exp((low + high) / 2);
}

/** The negative log-likelihood of the truth at a temperature, over all images. */
function surprise({ logits, labels, classes }: Believed, temperature: number): number {
  let sum = 0;
  for (let image = 0; image < labels.length; image++) {
    const row = logits.subarray(image * classes, (image + 1) * classes);
    const believed = softmaxRow(row, temperature);
    sum -= Math.log(Math.max(believed[labels[image] as number] as number, Number.MIN_VALUE));
  }
  return sum;
}

/** How sure an answer was, 0 … 1, and whether it was right. */
export interface Sure {
  readonly confidence: number;
  readonly right: boolean;
}

/** Bins of equally many answers, the least sure first, as far as they come out even. */
export function equalMassBins<T extends Sure>(answers: readonly T[], bins: number): T[][] {
  const sorted = answers.toSorted((one, other) => one.confidence - other.confidence);
  return Array.from({ length: bins }, (_, bin) =>
    sorted.slice(
      Math.round((bin * sorted.length) / bins),
      Math.round(((bin + 1) * sorted.length) / bins),
    ),
  ).filter(({ length }) => length > 0);
}

/** The mean confidence of the answers in a bin, and the share of them that is right. */
export function reliability(bin: readonly Sure[]): { sure: number; right: number } {
  const sure = bin.reduce((sum, { confidence }) => sum + confidence, 0) / bin.length;
  return { sure, right: bin.filter(({ right }) => right).length / bin.length };
}

/**
 * The contributions of single answers to the expected calibration error, in the order given: their mean is
 * the mean over bins of equal numbers of answers of the distance between accuracy and mean confidence.
 */
export function calibrationErrors(answers: readonly Sure[], bins: number): Float64Array {
  const errors = new Map<Sure, number>();
  for (const bin of equalMassBins(answers, bins)) {
    const { sure, right } = reliability(bin);
    for (const one of bin)
      errors.set(one, Math.sign(sure - right) * (one.confidence - Number(one.right)));
  }
  return Float64Array.from(answers, (one) => errors.get(one) as number);
}
