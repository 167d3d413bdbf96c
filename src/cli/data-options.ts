import { z } from 'zod';
import { MOST_CLASSES } from '../data/labelling';

/** What can be said of a data set's files: where they are, and what their labels stand for. */
export const dataOptions = {
  data: z
    .string()
    .min(1)
    .optional()
    .describe(
      "folder with that data set's files, or with pictures or IDX files of your own (default: TOPDOWN_DATA, the cache, a download)",
    )
    .meta({ value: 'folder' }),
  classes: z
    .int()
    .min(2)
    .max(MOST_CLASSES)
    .optional()
    .describe("number of classes that its labels have (default: the data set's own)"),
  firstLabel: z
    .int()
    .min(0)
    .max(255)
    .optional()
    .describe("the label that the first class has in its files (default: the data set's own)"),
};
