import { z } from 'zod';
import { refusedBy } from '../../engine/refused-by';
import { conditionAt } from './condition-at';

/** A condition with its strength, as `conditionAt` takes it: refused in the words of its error. */
export const conditionName = z.string().superRefine(refusedBy(conditionAt));
