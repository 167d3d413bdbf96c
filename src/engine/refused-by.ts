import type { z } from 'zod';
import { InputError } from './errors';

/** For `superRefine`: a value is refused where `check` throws an InputError, in the words of that. */
export function refusedBy<T>(
  check: (value: T) => void,
): (value: T, context: z.core.$RefinementCtx<T>) => void {
  return (value, context) => {
    try {
      check(value);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      context.addIssue(error.message);
    }
  };
}
