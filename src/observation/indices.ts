import { InputError } from '../engine/errors';

/** Numbers as a person chooses them: `all`, `0-9,20`, or a list. */
export type Choice = string | readonly number[];

/** What there is to choose from: `first` … `last`, both included, and what one is called. */
export interface Range {
  /** In the singular, for messages: `image`. */
  readonly what: string;
  /** Where, for messages: ` in layer 2`. */
  readonly where?: string;
  readonly first: number;
  readonly last: number;
}

/**
 * The numbers chosen, in the order given: `0-9,20` → 0, 1, … 9, 20.
 * Throws InputError for text that is no such list, for a number outside the range, for one named
 * twice, and for an empty choice.
 */
export function indices(choice: Choice, range: Range): readonly number[] {
  const spans = typeof choice === 'string' ? spansOf(choice, range) : choice.map(single);
  const chosen = new Set<number>(); // never more than the range has
  for (const [from, to] of spans) {
    for (const end of [from, to]) checkInside(end, range);
    for (let index = from; index <= to; index++) {
      if (chosen.has(index))
        throw new InputError(`${range.what} ${index}${range.where ?? ''} is chosen twice`);
      chosen.add(index);
    }
  }
  if (chosen.size === 0) throw new InputError(`no ${range.what}${range.where ?? ''} is chosen`);
  return [...chosen];
}

type Span = readonly [from: number, to: number];

const single = (index: number): Span => [index, index];

function spansOf(text: string, { what, first, last }: Range): readonly Span[] {
  if (text.trim() === 'all') return [[first, last]];
  return text.split(',').map((part): Span => {
    const match = /^\s*(\d+)\s*(?:-\s*(\d+)\s*)?$/.exec(part);
    if (!match)
      throw new InputError(`"${text}" names no ${what}: write numbers as in 0-9,20 or "all"`);
    const [from, to] = [Number(match[1]), Number(match[2] ?? match[1])];
    if (to < from)
      throw new InputError(`${what} ${from}-${to} runs backwards: write ${to}-${from}`);
    return [from, to];
  });
}

function checkInside(index: number, { what, where = '', first, last }: Range): void {
  if (Number.isInteger(index) && index >= first && index <= last) return;
  throw new InputError(`there is no ${what} ${index}${where}: choose from ${first} to ${last}`);
}
