import { InputError } from '../input/errors';

/** In the place of a label: none is held. */
export const NONE_HELD = -1;

/**
 * Hypotheses that are no labels, and what stands for them along the axis: nothing held, each image's true
 * label, or what the network takes it for.
 */
export const WORD_CODES = { none: NONE_HELD, true: -2, answer: -3 } as const;

type Word = keyof typeof WORD_CODES;

const isNamed = (text: string): text is Word => Object.hasOwn(WORD_CODES, text);

/** Whether a hypothesis is one of these, and no label that is the same for every image. */
export function isWord(hypothesis: number): boolean {
  return hypothesis < 0;
}

/** `true`, `answer,none`: their codes; undefined of any other text. Throws InputError where one comes twice, or beside a number. */
export function wordsIn(text: string): readonly number[] | undefined {
  const parts = text.split(',').map((part) => part.trim());
  const codes = parts.filter(isNamed).map((part) => WORD_CODES[part]);
  if (codes.length === 0) return undefined;
  if (codes.length < parts.length)
    throw new InputError(
      `hypotheses ${text}: give labels by number, or ${Object.keys(WORD_CODES).join(', ')}, not both`,
    );
  if (new Set(codes).size < codes.length) throw new InputError(`hypotheses ${text}: say each once`);
  return codes;
}
