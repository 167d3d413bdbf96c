import { asLetters } from '../measures/answer-letters';
import { type LinearDecoder, linearDecoder } from './linear-decoder';

/** Normalised states: `states[layer][step]` is [images × units]. */
export type States = readonly (readonly Float32Array[])[];

/** What decoders learn from: the first images, so many, and their labels. */
export interface Lesson {
  readonly labels: ArrayLike<number>;
  readonly classes: number;
  readonly train: number;
  /** As `linearDecoder` takes it. */
  readonly ridge: number;
}

/** A decoder of each layer at each step, learnt from the first images: `[layer][step]`. */
export function decodersOf(
  states: States,
  { labels, classes, train, ridge }: Lesson,
): LinearDecoder[][] {
  const learnt = Array.from({ length: train }, (_, image) => labels[image] as number);
  return states.map((layer) =>
    layer.map((state) => {
      const seen = state.subarray(0, (state.length / labels.length) * train);
      return linearDecoder(seen, learnt, classes, ridge);
    }),
  );
}

/** What decoders say of the images after the first `train`: `[layer][image - train]`, a letter a step. */
export function decoded(
  states: States,
  decoders: readonly (readonly LinearDecoder[])[],
  { labels, train }: Lesson,
): string[][] {
  return states.map((layer, which) =>
    asLetters(
      layer.map((state, step) => {
        const read = decoders[which]?.[step] as LinearDecoder;
        return read(state.subarray((state.length / labels.length) * train));
      }),
    ),
  );
}
