import { z } from 'zod';
import { limited } from '../input/limits';

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

/** What every page knows of a comparison (`ComparisonSummary`), as a record holds it. */
export const comparisonRecord = z.looseObject({
  images: z.int(),
  errors: limited(z.array(comparedError), MANY),
  differences: limited(z.array(comparedDifference), MANY),
});
