import { z } from 'zod';
import type { Declared, Transform } from './transform';
import { DENSE, type Dense } from './transforms/dense';
import { LOCAL, type Local } from './transforms/local';

/** How a connection's activity may travel. */
export type TransformDeclaration = Dense | Local;

/** Every transform, by what declarations call it. A new one is a file in `transforms` and a line here. */
const TRANSFORMS = { dense: DENSE, local: LOCAL } as const;

/** A transform's declaration as files hold it. */
export const transformSchema: z.ZodType<TransformDeclaration> = z.union([
  DENSE.schema,
  LOCAL.schema,
]);

/** The transform that a declaration asks for. */
export function transformOf({ kind }: TransformDeclaration): Transform {
  return TRANSFORMS[kind] as Transform<Declared> as Transform;
}
