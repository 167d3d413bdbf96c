import { z } from 'zod';

/**
 * A list in which each value counts once: one that is given again is taken once, where it first stands. `least` and
 * `most` say how many there may be; of more than `most` nothing is looked at.
 */
export function distinctList<Each extends z.ZodType>(each: Each, least = 1, most = 100) {
  return z
    .array(each)
    .max(most)
    .overwrite((values) => [...new Set(values)])
    .min(least)
    .meta({ uniqueItems: true });
}
