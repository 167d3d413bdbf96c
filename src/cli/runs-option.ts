import { z } from 'zod';

/** Where runs are kept, and where those that are named are looked for: the same for every command. */
export const runsOption = z
  .string()
  .min(1)
  .default('runs')
  .describe('folder that holds all runs')
  .meta({ value: 'folder' });
