import { z } from 'zod';
import { InputError } from '../../engine/errors';
import { conditionAt } from './condition-at';

/** A condition with its strength, as `conditionAt` takes it: refused in the words of its error. */
export const conditionName = z.string().superRefine((name, context) => {
  try {
    conditionAt(name);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    context.addIssue(error.message);
  }
});
