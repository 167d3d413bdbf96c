import type { z } from 'zod';
import { InputError } from '../engine/errors';
import { inShort } from '../engine/in-short';
import { keepingItsWord } from './own-transform';
import type { Declared, Transform } from './transform';
import { DENSE } from './transforms/dense';
import { LOCAL } from './transforms/local';

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
