import { z } from 'zod';
import { inShort } from '../engine/in-short';
import { whatIsWrong } from '../engine/what-is-wrong';
import {
  knownTransform,
  type OwnTransform,
  type TransformDeclaration,
  transformKinds,
} from './transforms';

const anyKind = z.looseObject({ kind: z.string() });

/**
 * A transform's declaration as files hold it, judged by the transform of its kind. What a person's own may
 * say is not known before that is registered: until then it is taken as it is, and `transformOf` says what
 * to do.
 */
export const transformSchema: z.ZodType<TransformDeclaration> = z
  .unknown()
  .transform((value, context) => {
    const refuse = (message: string) => {
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    };
    const declared = anyKind.safeParse(value).data;
    if (!declared) return refuse('not an object with a kind');
    const transform = knownTransform(declared.kind);
    if (transform) {
      const parsed = transform.schema.safeParse(value);
      return parsed.success ? parsed.data : refuse(whatIsWrong(transform.schema, value));
    }
    if (isOwn(declared)) return declared;
    return refuse(
      `the kind is ${inShort(declared.kind)}, and not one of ${transformKinds().join(', ')}`,
    );
  });

function isOwn(declared: { readonly kind: string }): declared is OwnTransform {
  return declared.kind.startsWith('own:');
}
