import { z } from 'zod';
import type { Declared, Ends } from '../transform';

/** What a transform is declared with that may leave a unit itself out. */
interface MayLeaveItselfOut extends Declared {
  /** `false`: within a layer, a unit does not see itself. */
  readonly self?: false | undefined;
}

/** How files hold it. */
export const selfSchema = z.literal(false).optional();

/** What of it there is to say of a connection. */
export function selfInWords({ self }: MayLeaveItselfOut): string {
  return self === false ? ', none to itself' : '';
}

/** Why a connection cannot leave a unit itself out; undefined where it can, or does not. */
export function selfMisfit({ from, to, transform }: Ends<MayLeaveItselfOut>): string | undefined {
  return transform.self === false && from.name !== to.name
    ? 'only within a layer can a unit leave itself out'
    : undefined;
}
