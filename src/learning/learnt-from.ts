import { z } from 'zod';
import { looksSchema } from '../data/looks';

/** The images that a network has learnt from, so that nobody judges it by them. */
export type LearntFrom = z.infer<typeof learntFromSchema>;

export const learntFromSchema = z.object({
  set: z.string(),
  /** SHA-256 of the content of that data set's files, by name; older files have none. */
  checksums: z.record(z.string(), z.string()).optional(),
  /** What its labels stood for, where that is not what the data set says. */
  classes: z.int().optional(),
  firstLabel: z.int().optional(),
  /** `validation`: all but those held out for it; `test`: all training images. */
  split: z.enum(['validation', 'test']),
  /** How the images look, where they are not square, grey, and of classes called by numbers. */
  looks: looksSchema.optional(),
});
