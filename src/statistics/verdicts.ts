import { holm } from './holm';
import { differenceP, equivalenceP, smallestDetectable, type Tested } from './t-test';

/** What is expected of an estimate, before anything is measured. */
export interface Expectation {
  /** On which side of `than` the true value is expected. */
  readonly expected: 'above' | 'below';
  readonly than: number;
  /** Effects no further from `than` than this count as no difference; without it, that is not tested. */
  readonly within?: number | undefined;
}

export const VERDICTS = ['as expected', 'the other way', 'no difference', 'undecided'] as const;

/** What tests say of one expectation among a family. */
export interface Judgement {
  /** Of the two-sided t test, and by Holm's correction over the family. */
  readonly p: number;
  readonly adjusted: number;
  /** Of the two one-sided tests of no difference, where there is a bound; and corrected likewise. */
  readonly equivalence?: { readonly p: number; readonly adjusted: number };
  readonly verdict: (typeof VERDICTS)[number];
  /** The smallest true difference from `than` that the test, by itself at 5 %, finds in 80 % of cases. */
  readonly detectable: number;
}

/** Points of error within which two errors count as no different. */
export const ONE_POINT = 1;

/** Corrected p values below this decide. */
const SIGNIFICANT = 0.05;

/**
 * What tests say of each of a family of expectations, all corrected together (Holm): `as expected` or `the
 * other way` where the difference is significant; else `no difference` where it is significantly within its
 * bound; else `undecided`, which is no evidence of no difference. An undefined estimate was not measured: it
 * counts in the correction with p = 1, so that leaving some out does not make the others more certain, and it
 * is omitted from the result.
 */
export function judgeFamily<T extends Expectation & { readonly tested?: Tested | undefined }>(
  family: readonly T[],
): (T & Judgement)[] {
  const ps = family.map(({ tested, than }) => (tested ? differenceP(tested, than) : 1));
  const equivalences = family.map(({ tested, than, within }) =>
    tested && within !== undefined ? equivalenceP(tested, within, than) : undefined,
  );
  const adjusted = holm(ps);
  const alike = holm(equivalences.map((p) => p ?? 1));
  return family.flatMap((one, at) => {
    if (!one.tested) return [];
    const p = equivalences[at];
    const judged = {
      ...{ p: ps[at] as number, adjusted: adjusted[at] as number },
      ...(p !== undefined && { equivalence: { p, adjusted: alike[at] as number } }),
      detectable: smallestDetectable(one.tested),
    };
    return [{ ...one, ...judged, verdict: verdictOf(one, one.tested, judged) }];
  });
}

function verdictOf(
  { expected, than }: Expectation,
  { estimate }: Tested,
  { adjusted, equivalence }: Pick<Judgement, 'adjusted' | 'equivalence'>,
): Judgement['verdict'] {
  if (adjusted < SIGNIFICANT)
    return estimate > than === (expected === 'above') ? 'as expected' : 'the other way';
  return equivalence && equivalence.adjusted < SIGNIFICANT ? 'no difference' : 'undecided';
}

/** `no difference (within ±1)`, or the verdict as it is. */
export function verdictInWords({
  verdict,
  within,
}: {
  readonly verdict: string;
  readonly within?: number | undefined;
}): string {
  return verdict === 'no difference' ? `${verdict} (within ±${within})` : verdict;
}
