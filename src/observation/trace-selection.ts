import { InputError } from '../input/errors';
import type { Sizes } from '../network/architecture';
import { wordsIn } from './trace-hypotheses';

/** What can be recorded of a layer: s, ŝ and G. */
export const TRACED = ['activity', 'normalised', 'goodness'] as const;

export type Traced = (typeof TRACED)[number];

/** What a person wants recorded. Everything that is not named is recorded whole. */
export interface TraceChoice {
  readonly images?: Choice;
  /** Labels; or, of each image, `true`, `answer` or `none`: what it shows, what it is taken for, nothing. */
  readonly hypotheses?: Choice;
  /** Hidden layers, from 1. */
  readonly layers?: Choice;
  /** Units, from 0: of every layer recorded, or layer by layer as in `1:0-49;2:all`. */
  readonly units?: Choice;
  /** Time steps, from 0 (the bottom-up pass). */
  readonly steps?: Choice;
  /** Activity and goodness unless said otherwise. */
  readonly variables?: readonly Traced[];
}

/** What there is to record. */
export interface TraceBounds {
  /** Images in the set. */
  readonly images: number;
  readonly sizes: Sizes;
  /** Steps that an image is watched for. */
  readonly steps: number;
}

/** A hidden layer (1 … L) and those of its units that are recorded. */
export interface TracedLayer {
  readonly layer: number;
  readonly units: readonly number[];
}

/** What is recorded: checked, spelt out, and in the order of the axes on disk. */
export interface TraceSelection {
  readonly images: readonly number[];
  /** Labels, or codes of `WORD_CODES`, which are below 0. */
  readonly hypotheses: readonly number[];
  readonly layers: readonly TracedLayer[];
  readonly steps: readonly number[];
  readonly variables: readonly Traced[];
}

/** The choice spelt out. Throws InputError where it names what is not there. */
export function selectTrace(choice: TraceChoice, bounds: TraceBounds): TraceSelection {
  const { sizes } = bounds;
  const all = (given: Choice | undefined, what: string, first: number, last: number, where = '') =>
    indices(given ?? 'all', { what, where, first, last });
  const layers = all(choice.layers, 'hidden layer', 1, sizes.hidden.length);
  const unitsOf = unitChoices(choice.units ?? 'all', layers);
  const variables = TRACED.filter((one) =>
    (choice.variables ?? ['activity', 'goodness']).includes(one),
  );
  if (variables.length === 0) throw new InputError(`nothing to record: ${TRACED.join(', ')}`);
  return {
    images: all(choice.images, 'image', 0, bounds.images - 1),
    hypotheses:
      (typeof choice.hypotheses === 'string' && wordsIn(choice.hypotheses)) ||
      all(choice.hypotheses, 'hypothesis', 0, sizes.classes - 1),
    layers: layers.map((layer) => ({
      layer,
      units: all(
        unitsOf(layer),
        'unit',
        0,
        (sizes.hidden[layer - 1] as number) - 1,
        ` in layer ${layer}`,
      ),
    })),
    steps: all(choice.steps, 'step', 0, bounds.steps),
    variables,
  };
}

/** `1:0-49;2:all` by layer; a choice without layers is for each of them. */
function unitChoices(
  choice: Choice,
  layers: readonly number[],
): (layer: number) => Choice | undefined {
  if (typeof choice !== 'string' || !choice.includes(':')) return () => choice;
  const byLayer = new Map<number, string>();
  for (const part of choice.split(';')) {
    const [, layer, units] = /^\s*(\d+)\s*:(.*)$/s.exec(part) ?? [];
    if (layer === undefined || units === undefined)
      throw new InputError(`"${part.trim()}" names no units: write a layer's as in 1:0-49,60`);
    if (!layers.includes(Number(layer)))
      throw new InputError(`units of layer ${layer} are chosen, but that layer is not recorded`);
    if (byLayer.has(Number(layer)))
      throw new InputError(`units of layer ${layer} are chosen twice`);
    byLayer.set(Number(layer), units);
  }
  return (layer) => byLayer.get(layer);
}

/** Numbers as a person chooses them: `all`, `0-9,20`, or a list. */
type Choice = string | readonly number[];

/** What there is to choose from: `first` … `last`, both included, and what one is called. */
interface Range {
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
