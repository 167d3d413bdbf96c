import { z } from 'zod';
import { bootstrapMean } from '../statistics/bootstrap';
import type { CrossedTable } from '../statistics/crossed-means';
import { terminalTable } from '../trained/tables';

/** What a study says of one thing that was expected, whichever way it falls. */
export const findingSchema = z.object({
  /** What was expected, as a sentence. */
  claim: z.string(),
  /** What was measured, with its unit. */
  measure: z.string(),
  estimate: z.number(),
  /** The 95 % interval. */
  low: z.number(),
  high: z.number(),
  /** Where the estimate was expected: on which side of what. */
  expected: z.enum(['above', 'below']),
  than: z.number(),
  /** Whether the interval lies on the expected side, on the other, or on both, rounding apart. */
  verdict: z.enum(['as expected', 'the other way', 'undecided']),
  networks: z.int(),
  /** Images, or whatever else was counted of each network. */
  items: z.int(),
});

export type Finding = Readonly<z.infer<typeof findingSchema>>;

/** What is expected of a measure, and what was measured. */
export interface Claim extends Pick<Finding, 'claim' | 'measure' | 'expected'> {
  /** 0 unless told. */
  readonly than?: number;
  /**
   * [networks][items]: items stand in the same order for every network (image i is image i), and there
   * are as many.
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
 * The mean of a claim's values, its interval over networks and items, and what it says of what was
 * expected. `seed` is of the random draws behind the interval.
 * Throws RangeError where there are no values, or rows differ in length.
 */
export function finding(
  { claim, measure, expected, than = 0, values }: Claim,
  seed: number,
): Finding {
  const { estimate, low, high } = bootstrapMean(values, { seed, resamples: 2000 });
  const [above, below] = [low > than + ROUNDING, high < than - ROUNDING];
  const as = expected === 'above' ? above : below;
  const against = expected === 'above' ? below : above;
  return {
    ...{ claim, measure, estimate, low, high, expected, than },
    verdict: as ? 'as expected' : against ? 'the other way' : 'undecided',
    networks: values.length,
    items: values[0]?.length ?? 0,
  };
}

const WIDTHS = [44, 34, 28, 14];

/** Findings as text: what was expected, what came, and whether it is so. */
export function findingsText(findings: readonly Finding[]): string {
  const rows = findings.map((one) => [
    one.claim,
    `${one.measure}, expected ${one.expected} ${short(one.than)}`,
    `${estimateText(one)}, ${one.networks} × ${one.items}`,
    one.verdict,
  ]);
  return terminalTable(
    ['expected', 'measured', 'found (95 % interval), networks × items', ''],
    rows,
    WIDTHS,
  );
}

/** `0.42 (0.31 to 0.55)` */
export function estimateText({ estimate, low, high }: Finding): string {
  return `${short(estimate)} (${short(low)} to ${short(high)})`;
}

/** Three significant figures. */
function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}
