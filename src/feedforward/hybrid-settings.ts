import { z } from 'zod';
import { commonShape } from '../learning/settings';

/** What learning from hybrid images is set to, besides what every system is. */
export const hybridShape = {
  ...commonShape,
  batch: commonShape.batch.min(2), // a hybrid needs another image
  blurs: z
    .int()
    .min(1)
    .max(1000)
    .describe('times that the random bits of a mask are blurred: more make larger patches'),
  channels: z.int().min(1).max(1000).optional().describe('channels of a pixel; 1 unless told'),
  columns: z.int().min(1).max(100_000).describe('pixels in a row of an image'),
};

export const hybridSettings = z.strictObject(hybridShape).readonly();

export type HybridSettings = z.infer<typeof hybridSettings>;
