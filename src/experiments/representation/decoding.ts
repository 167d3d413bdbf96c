import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { winners } from '../../perception/recognise';
import { asLetters } from '../measures/answer-letters';
import { centred, gram } from './patterns';

/** Normalised states: `states[layer][step]` is [images × units]. */
export type States = readonly (readonly Float32Array[])[];

/** What decoders learn from: the first images, so many, and their labels. */
export interface DecoderSettings {
  readonly labels: ArrayLike<number>;
  readonly classes: number;
  readonly train: number;
  /** As `linearDecoder` takes it. */
  readonly ridge: number;
}

/** A decoder of each layer at each step, learnt from the first images: `[layer][step]`. */
export function decodersOf(
  states: States,
  { labels, classes, train, ridge }: DecoderSettings,
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
  { labels, train }: DecoderSettings,
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

/** Reads labels from patterns [rows × units] by weights alone: one answer a row. */
export type LinearDecoder = (patterns: Float32Array) => Uint8Array;

/**
 * Learns to read the label from patterns: ridge regression, in closed form, of one-hot labels Y on
 * patterns X less their mean,
 *
 *   W = Xᵀ (X Xᵀ + λ I)⁻¹ (Y − mean Y) = (Xᵀ X + λ I)⁻¹ Xᵀ (Y − mean Y),
 *
 * whichever is smaller; the label of the greatest value is the answer. `ridge` is λ as a share of the
 * mean eigenvalue of X Xᵀ, so that it does not depend on how many patterns there are, or on their scale.
 * `patterns` are [rows × units], `labels` [rows].
 * Source: A. E. Hoerl and R. W. Kennard (1970), Technometrics 12.
 */
export function linearDecoder(
  patterns: Float32Array,
  labels: ArrayLike<number>,
  classes: number,
  ridge: number,
): LinearDecoder {
  const rows = labels.length;
  const { values, mean } = centred(patterns, rows);
  const { over, size, products } = gram(values, rows);
  const square = Matrix.from1DArray(size, size, products);
  // Patterns that are all the same tell nothing, whatever is added.
  const lambda = (ridge * square.trace()) / rows || 1;
  const solver = new CholeskyDecomposition(square.add(Matrix.eye(size, size, lambda)));
  const { wanted, shares } = wantedOf(labels, classes);
  const weights =
    over === 'rows'
      ? transposedProduct(values, solver.solve(wanted))
      : solver.solve(transposedProduct(values, wanted));
  return (seen) => winners(read(seen, mean, weights, shares), classes);
}

/** Y less its mean, [rows × classes], and that mean: how often each label comes. */
function wantedOf(labels: ArrayLike<number>, classes: number) {
  const shares = new Float64Array(classes);
  for (let row = 0; row < labels.length; row++) {
    const label = labels[row] as number;
    shares[label] = (shares[label] as number) + 1 / labels.length;
  }
  const wanted = new Matrix(labels.length, classes);
  for (let row = 0; row < labels.length; row++)
    for (let label = 0; label < classes; label++)
      wanted.set(row, label, Number(labels[row] === label) - (shares[label] as number));
  return { wanted, shares };
}

/** Xᵀ M: X is [rows × units], M [rows × classes]. */
function transposedProduct(values: Float32Array, matrix: Matrix): Matrix {
  const units = values.length / matrix.rows;
  const sum = new Matrix(units, matrix.columns);
  for (let row = 0; row < matrix.rows; row++)
    for (let unit = 0; unit < units; unit++) {
      const value = values[row * units + unit] as number;
      for (let label = 0; label < matrix.columns; label++)
        sum.set(unit, label, sum.get(unit, label) + value * matrix.get(row, label));
    }
  return sum;
}

/** (X − mean) W + shares: [rows × classes]. */
function read(
  seen: Float32Array,
  mean: Float64Array,
  weights: Matrix,
  shares: Float64Array,
): Float32Array {
  const { rows: units, columns: classes } = weights;
  return Float32Array.from({ length: (seen.length / units) * classes }, (_, at) => {
    const [row, label] = [Math.floor(at / classes), at % classes];
    let sum = shares[label] as number;
    for (let unit = 0; unit < units; unit++)
      sum +=
        ((seen[row * units + unit] as number) - (mean[unit] as number)) * weights.get(unit, label);
    return sum;
  });
}
