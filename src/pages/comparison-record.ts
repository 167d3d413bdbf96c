import { z } from 'zod';
import { limited } from '../input/limits';
import { VERDICTS } from '../statistics/verdicts';

/** Errors, and differences, at the most: a hundred conditions and readings. */
const MANY = 10_000;

const place = { condition: z.string(), strength: z.number() };
const interval = { low: z.number(), high: z.number() };

/** A reading's error under one condition. */
export const comparedError = z.looseObject({
  ...place,
  ...interval,
  reading: z.string(),
  percent: z.number(),
});

/** The difference of two readings' errors under one condition. */
export const comparedDifference = z.looseObject({
  ...place,
  ...interval,
  first: z.string(),
  second: z.string(),
  points: z.number(),
});

/** A difference that was named before the comparison ran, and what tests say of it. */
export const comparedContrast = z.looseObject({
  ...place,
  ...interval,
  claim: z.string(),
  first: z.string(),
  second: z.string(),
  expected: z.enum(['above', 'below']),
  points: z.number(),
  within: z.number(),
  adjusted: z.number(),
  detectable: z.number(),
  verdict: z.enum(VERDICTS),
  pairs: limited(
    z.array(z.looseObject({ difference: z.looseObject({ points: z.number() }) })),
    MANY,
  ),
});

/** What an image takes in a reading: medians over everything that was looked at. */
export const comparedCost = z.looseObject({
  reading: z.string(),
  about: z.string(),
  multiplyAdds: z.number(),
  milliseconds: z.number(),
});

/** What every page knows of a comparison (`ComparisonSummary`), as a record holds it. */
export const comparisonRecord = z.looseObject({
  images: z.int(),
  errors: limited(z.array(comparedError), MANY),
  differences: limited(z.array(comparedDifference), MANY),
  /** Records of versions that resampled networks have none. */
  contrasts: limited(z.array(comparedContrast), MANY).optional(),
  costs: limited(z.array(comparedCost), MANY).optional(),
});

/** What is said of the intervals of records of versions that resampled networks. */
export const RESAMPLED =
  'of resampled networks and images, as an earlier version made them, and too narrow where networks are few';
