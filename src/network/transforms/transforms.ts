import type { z } from 'zod';
import type { Tensor } from '../../engine/ops';
import { EnvironmentError, InputError, inShort } from '../../input/errors';
import { DENSE } from './dense';
import { LOCAL } from './local/local';
import type { Declared, Ends, Transform } from './transform';

/** The transforms that come with the program: one more is one more file in `transforms`, and a word here. */
const OURS = [DENSE, LOCAL] as const;

/** How a transform of a person's own is declared: what its kind is called begins so, and no kind of ours does. */
export interface OwnTransform extends Declared {
  readonly kind: `own:${string}`;
}

/** How a connection's activity may travel. */
export type TransformDeclaration = z.output<(typeof OURS)[number]['schema']> | OwnTransform;

/** What a kind of a person's own is called. */
const OWN = /^own:[a-z0-9]+(-[a-z0-9]+)*$/;

/** A transform whose declarations are not known here; it is given none but its own. */
type AnyTransform = Transform<TransformDeclaration>;

/** Every transform, by what declarations call it; a person's own come after ours. */
const transforms = new Map<string, AnyTransform>(
  OURS.map((one) => [one.kind, one as AnyTransform]),
);

/** A person's own, as they were given. */
const registered = new Map<string, unknown>();

/**
 * Has the program know a transform: architectures declare it, and networks with it are trained, saved, read
 * and compared as those with ours are. Throws InputError where another has its kind, or that does not begin
 * with `own:`.
 */
export function registerTransform<D extends OwnTransform>(transform: Transform<D>): void {
  const { kind } = transform;
  if (registered.get(kind) === transform) return;
  if (transforms.has(kind))
    throw new InputError(`there is a transform ${inShort(kind)} already: give yours another kind`);
  if (!OWN.test(kind))
    throw new InputError(
      `the kind of a transform of your own is own: and small letters, digits and hyphens, not ${inShort(kind)}`,
    );
  registered.set(kind, transform);
  transforms.set(kind, keepingItsWord(transform) as unknown as AnyTransform);
}

/** Whether a transform, by what is declared of it, is a person's own. */
export function isOwn(declared: Declared): declared is OwnTransform {
  return declared.kind.startsWith('own:');
}

/** The kinds that the program knows. */
export function transformKinds(): readonly string[] {
  return [...transforms.keys()];
}

/** The transform of this kind; undefined where none is known. */
export function knownTransform(kind: string): AnyTransform | undefined {
  return transforms.get(kind);
}

/** The transform that a declaration asks for. Throws InputError where it is one that nobody has registered. */
export function transformOf({ kind }: TransformDeclaration): AnyTransform {
  const transform = transforms.get(kind);
  if (transform) return transform;
  throw new InputError(
    `no transform "${inShort(kind)}": let TOPDOWN_EXTENSIONS name the file that registers it`,
  );
}

/**
 * A transform that keeps its word: what it gives has the shapes that it should have, or the program ends with
 * a sentence. Tensors of other shapes would be spread over those that are wanted, and nobody would see it.
 * Every function throws EnvironmentError where the transform's own fails, or gives something else.
 */
function keepingItsWord<D extends Declared>(given: Transform<D>): Transform<D> {
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
