import { z } from 'zod';
import {
  type CrossedEstimate,
  type CrossedTable,
  crossedEstimate,
  showsSpread,
} from '../statistics/crossed-estimate';
import { judgeFamily, VERDICTS, verdictInWords } from '../statistics/verdicts';

/** A p value, and what Holm's correction over the study's claims makes of it. */
const pValues = { p: z.number(), adjusted: z.number() };

/** What a study says of one thing that was expected, whichever way it falls. */
export const findingSchema = z.object({
  /** What was expected, as a sentence. */
  claim: z.string(),
  /** What was measured, with its unit. */
  measure: z.string(),
  estimate: z.number(),
  /** The 95 % interval (`crossedEstimate`); of one network it says nothing of what another would do. */
  low: z.number(),
  high: z.number(),
  /** Where the estimate was expected: on which side of what. */
  expected: z.enum(['above', 'below']),
  than: z.number(),
  /** No further from `than` than this is no difference; most claims name no bound. */
  within: z.number().optional(),
  /** By the corrected p values: `judgeFamily`. */
  verdict: z.enum(VERDICTS),
  networks: z.int(),
  /** Images, or whatever else was counted of each network. */
  items: z.int(),
  /** What follows is in no record of versions that resampled networks: `isResampled`. */
  each: z.array(z.number()).optional(),
  df: z.number().optional(),
  betweenNetworks: z.number().nullable().optional(),
  p: pValues.p.optional(),
  adjusted: pValues.adjusted.optional(),
  equivalence: z.object(pValues).optional(),
  detectable: z.number().optional(),
});

export type Finding = Readonly<z.infer<typeof findingSchema>>;

/**
 * Whether a finding is of a version that resampled networks and images: of few networks its interval is
 * too narrow, and its verdict is by that interval.
 */
export function isResampled({ p }: Pick<Finding, 'p'>): boolean {
  return p === undefined;
}

/** What is expected of a measure, and what was measured. */
export interface Claim extends Pick<Finding, 'claim' | 'measure' | 'expected'> {
  /** 0 unless told. */
  readonly than?: number;
  /** A bound for "no difference", in the unit of the measure; without one nothing is called so. */
  readonly within?: number | undefined;
  /**
   * [networks][items]: items stand in the same order for every network (image i is image i), and there
   * are as many. An item is an image, or a class: means are taken first over whatever was measured of it.
   */
  readonly values: CrossedTable;
}

/**
 * What lies nearer than this to what it is compared with is not told from it: activities, of mean square 1,
 * are float32, and sums of some thousand of them round by less. Without it, two ways of computing one
 * number would be found to differ.
 */
const ROUNDING = 1e-6;

/**
 * What a study's claims come to: the mean of each one's values, its interval over networks and items,
 * and what tests say of what was expected, corrected for there being so many claims. A claim is left out
 * of which some network has no values, or whose values show no spread (`showsSpread`): one number alone, or the same
 * of each network. It counts in the correction all the same.
 * Throws RangeError where rows differ in length.
 */
export function findings(claims: readonly Claim[]): Finding[] {
  const family = claims.map(({ values, than = 0, ...claim }) => {
    const about = showsSpread(values, ROUNDING) ? crossedEstimate(values) : undefined;
    const tested = about && { ...about, estimate: unrounded(about.estimate, than) };
    return { ...claim, than, values, about, tested };
  });
  return judgeFamily(family).map(({ values, about, tested: _, ...judged }) => {
    const { standardError: __, ...estimate } = about as CrossedEstimate;
    const counted = { networks: values.length, items: values[0]?.length ?? 0 };
    return { ...judged, ...estimate, each: [...estimate.each], ...counted };
  });
}

/** A number nearer to another by what rounding may have moved it. */
function unrounded(value: number, than: number): number {
  return than + Math.sign(value - than) * Math.max(0, Math.abs(value - than) - ROUNDING);
}

/** `0.42 (0.31 to 0.55)` */
export function estimateText({
  estimate,
  low,
  high,
}: Pick<Finding, 'estimate' | 'low' | 'high'>): string {
  return `${short(estimate)} (${short(low)} to ${short(high)})`;
}

/** `no difference (within ±1); smallest detectable 0.8`: the verdict, and what could have been found, if any spread tells. */
export function verdictText(finding: Finding): string {
  const { verdict, detectable } = finding;
  const open = verdict === 'undecided' || verdict === 'no difference';
  const could = open && detectable ? `; smallest detectable ${short(detectable)}` : '';
  return `${verdictInWords(finding)}${could}`;
}

/** Three significant figures; what is left of a sum that rounding keeps from 0 is 0. */
export function short(value: number): string {
  return Math.abs(value) < NIL ? '0' : String(Number(value.toPrecision(3)));
}

/** Far below what activities, which are float32, tell apart. */
const NIL = 1e-12;
