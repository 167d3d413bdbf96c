import { softmaxRow } from './softmax-row';

/**
 * The increase in the log-odds of the label that a cue names, if the cue is right with this probability and
 * otherwise names any other label.
 */
export function cueStrength(validity: number, classes: number): number {
  return Math.log((validity * (classes - 1)) / (1 - validity));
}

/** One choice under a cue: what an ideal observer knows of the image, and what was said. */
export interface CuedChoice {
  /** Calibrated log-likelihoods of each label. */
  readonly evidence: ArrayLike<number>;
  readonly cue: number;
  readonly strength: number;
  readonly choice: number;
}

const ROUNDS = 50;
/** Keeps the fit finite where choices follow the image or the cue without exception. */
const RIDGE = 1e-4;

/**
 * How much a cue counts in choices, as a share of what it counts for an ideal observer: w / a of the logistic
 * regression P(choice = k) ∝ exp(a · evidence_k + w · strength [k = cue]), fitted by Newton's method. 1 where
 * the choices are the ideal observer's, but for a common factor.
 */
export function choiceWeight(choices: readonly CuedChoice[]): number {
  let [a, w] = [1, 1];
  for (let round = 0; round < ROUNDS; round++) {
    let [ga, gw, haa, haw, hww] = [-RIDGE * a, -RIDGE * w, RIDGE, 0, RIDGE];
    for (const { evidence, cue, strength, choice } of choices) {
      const p = softmaxRow(
        Float64Array.from(evidence, (one, k) => a * one + (k === cue ? w * strength : 0)),
      );
      const mean = p.reduce((sum, one, k) => sum + one * (evidence[k] as number), 0);
      const square = p.reduce((sum, one, k) => sum + one * (evidence[k] as number) ** 2, 0);
      const cued = p[cue] as number;
      ga += (evidence[choice] as number) - mean;
      gw += strength * (Number(choice === cue) - cued);
      haa += square - mean ** 2;
      haw += strength * cued * ((evidence[cue] as number) - mean);
      hww += strength ** 2 * cued * (1 - cued);
    }
    const determinant = haa * hww - haw ** 2;
    const [da, dw] = [(hww * ga - haw * gw) / determinant, (haa * gw - haw * ga) / determinant];
    const shrink = Math.min(1, 1 / Math.hypot(da, dw)); // far from the end a whole step may go too far
    [a, w] = [a + shrink * da, w + shrink * dw];
  }
  return w / a;
}
