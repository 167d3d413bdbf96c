import type { EvidenceName } from '../../perception/evidence';
import { letterAt } from '../measures/answer-letters';

/** What an image is taken for; by a belief, at time 0 and after each step, a letter each. */
export type BeliefAnswerRow = {
  readonly kind: 'answer';
  readonly item: number;
  readonly label: number;
  readonly by: 'top-down' | 'top-down-of-believed' | 'one-pass' | EvidenceName;
  readonly answers: string;
};

/** How sure an answer is once a temperature was chosen on other images. */
export type SureRow = {
  readonly kind: 'sure';
  readonly item: number;
  readonly noise: number;
  readonly by: 'own-belief' | 'one-pass';
  readonly confidence: number;
  readonly right: boolean;
};

/** An image under a cue that says its label, or another. */
export type CueRow = {
  readonly kind: 'cue';
  readonly item: number;
  readonly noise: number;
  /** Probability with which the cue is right. */
  readonly validity: number;
  readonly valid: boolean;
  readonly right: boolean;
  /** Whether an ideal observer is right that knows the readout's evidence. */
  readonly ideal: boolean;
  /** By how much the cue raised the log-odds of what it says, as a share of what it is worth. */
  readonly weight: number;
};

/** How much cues count in the choices of all images together. */
export type ChoiceRow = {
  readonly kind: 'choice';
  readonly noise: number;
  readonly validity: number;
  readonly weight: number;
};

/** An ambiguous image, on which belief began at either label: what is believed at each step since, a letter each. */
export type PathRow = {
  readonly kind: 'path';
  readonly item: number;
  readonly share: number;
  readonly temperature: number;
  /** The two labels, a letter each. */
  readonly labels: string;
  readonly first: string;
  readonly other: string;
};

export type BeliefRow = BeliefAnswerRow | SureRow | CueRow | ChoiceRow | PathRow;

/** 100 where the answer at a step is wrong; an answer that takes no steps is the same at each. */
export function wrongAt({ answers, label }: BeliefAnswerRow, step: number): number {
  return 100 * Number(letterAt(answers, Math.min(step, answers.length - 1)) !== label);
}

/** How many of the two beginnings are still what is believed so many steps later: 0, 1 or 2. */
export function heldAt({ labels, first, other }: PathRow, step: number): number {
  return Number(first[step] === labels[0]) + Number(other[step] === labels[1]);
}

/** 100 where an image has two states at a step: each beginning is still believed. */
export function twoStatesAt(row: PathRow, step: number): number {
  return 100 * Number(heldAt(row, step) === 2);
}
