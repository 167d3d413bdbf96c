import { EnvironmentError, InputError } from '../engine/errors';
import { inShort } from '../engine/in-short';
import type { Tensor } from '../engine/ops';
import type { Declared, Ends, Transform } from './transform';

/**
 * A transform that keeps its word: what it gives has the shapes that it should have, or the program ends with
 * a sentence. Tensors of other shapes would be spread over those that are wanted, and nobody would see it.
 * Every function throws EnvironmentError where the transform's own fails, or gives something else.
 */
export function keepingItsWord<D extends Declared>(given: Transform<D>): Transform<D> {
  const { kind } = given;
  const broken = (what: string, why: string, cause?: unknown) =>
    new EnvironmentError(`the transform ${inShort(kind)} of your own: its ${what} ${why}`, {
      cause,
    });
  const asked = <T>(what: keyof Transform<D>, ask: () => T): T => {
    try {
      return ask();
    } catch (error) {
      if (error instanceof InputError || error instanceof EnvironmentError) throw error;
      throw broken(what, `fails: ${error}`, error);
    }
  };
  const shaped = <T extends Tensor>(
    what: keyof Transform<D>,
    shape: readonly number[],
    ask: () => T,
  ): T => {
    const tensor = asked(what, ask);
    const found = Array.isArray(tensor?.shape) ? inWords(tensor.shape) : 'no tensor';
    if (found !== inWords(shape)) throw broken(what, `gives ${found}, not ${inWords(shape)}`);
    return tensor;
  };
  const counted = (what: 'shape' | 'weightCount', numbers: readonly number[], least: number) => {
    if (!numbers.every((one) => Number.isSafeInteger(one) && one >= least))
      throw broken(what, `gives ${inWords(numbers)}, and no whole numbers from ${least}`);
  };
  const shape = (ends: Ends<D>) => {
    const told = asked('shape', () => given.shape(ends));
    counted('shape', told, 1);
    return told;
  };
  const { ofMatrix } = given;
  return {
    ...given,
    words: (declared) => asked('words', () => given.words(declared)),
    misfit: (ends) => asked('misfit', () => given.misfit(ends)),
    shape,
    initialise: (ends, random) => {
      const drawn = shaped('initialise', shape(ends), () => given.initialise(ends, random));
      if (drawn.dataSync().every(Number.isFinite)) return drawn;
      drawn.dispose();
      throw broken('initialise', 'gives numbers that are not finite');
    },
    project: (rows, weights, ends) =>
      shaped('project', [rows.shape[0], ends.to.units], () => given.project(rows, weights, ends)),
    correlate: (rows, pushes, ends) =>
      shaped('correlate', shape(ends), () => given.correlate(rows, pushes, ends)),
    expect: (rows, weights, ends) =>
      shaped('expect', [rows.shape[0], ends.from.units], () => given.expect(rows, weights, ends)),
    weightCount: (ends) => {
      const count = asked('weightCount', () => given.weightCount(ends));
      counted('weightCount', [count], 0);
      return count;
    },
    target: (place, ends) => asked('target', () => given.target(place, ends)),
    ...(ofMatrix && {
      ofMatrix: (matrix, ends) => asked('ofMatrix', () => ofMatrix(matrix, ends)),
    }),
  };
}

/** `[3, 4]` */
function inWords(numbers: readonly number[]): string {
  return `[${numbers.join(', ')}]`;
}
