import { InputError } from '../engine/errors';
import type { Sizes } from '../network/architecture';
import { type Choice, indices } from './indices';

/** What can be recorded of a layer: s, ŝ and G. */
export const TRACED = ['activity', 'normalised', 'goodness'] as const;

export type Traced = (typeof TRACED)[number];

/** What a person wants recorded. Everything that is not named is recorded whole. */
export interface TraceChoice {
  readonly images?: Choice;
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
    hypotheses: all(choice.hypotheses, 'hypothesis', 0, sizes.classes - 1),
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
