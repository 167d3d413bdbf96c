import jStat from 'jstat';

/** What a t test needs to know of an estimate. */
export interface Tested {
  readonly estimate: number;
  readonly standardError: number;
  readonly df: number;
}

/** The value below which `share` (0 … 1) of Student's t distribution lies; `df` above 0. */
export function tQuantile(share: number, df: number): number {
  return jStat.studentt.inv(share, df);
}

/**
 * The probability of an estimate at least this far from `than`, on either side, if `than` is true
 * (two-sided t test). Without any spread: 1 where they are equal; else that df + 1 numbers all lie on one side (sign
 * test), so that a few that happen to be alike decide nothing.
 */
export function differenceP({ estimate, standardError, df }: Tested, than = 0): number {
  if (standardError === 0) return estimate === than ? 1 : 0.5 ** df;
  return 2 * upperTail(Math.abs(estimate - than) / standardError, df);
}

/**
 * The p value of "no further from `than` than `bound`": the higher of two one-sided t tests, that the
 * true value is not above than − bound, and that it is not below than + bound. Below 0.05 just where
 * the 90 % interval lies within the bounds. Without any spread 1: nothing tells how far off the true value may be.
 *
 * Source: D. J. Schuirmann (1987), J. Pharmacokinet. Biopharm. 15, 657–680.
 * @throws RangeError for a bound that is not above 0.
 */
export function equivalenceP(tested: Tested, bound: number, than = 0): number {
  if (!(bound > 0)) throw new RangeError(`a bound must lie above 0, not at ${bound}`);
  const { estimate, standardError, df } = tested;
  if (standardError === 0) return 1;
  return upperTail((bound - Math.abs(estimate - than)) / standardError, df);
}

/**
 * The smallest true difference that such a test finds in 80 % of cases (or `power`), at 5 % and by
 * itself: (t at 0.975 + t at the power) standard errors.
 *
 * Source: H. S. Bloom (1995), Eval. Rev. 19, 547–556.
 */
export function smallestDetectable(
  { standardError, df }: Pick<Tested, 'standardError' | 'df'>,
  power = 0.8,
): number {
  return (tQuantile(0.975, df) + tQuantile(power, df)) * standardError;
}

/** The share of the t distribution above `t`, which may be negative. */
function upperTail(t: number, df: number): number {
  const beyond = 0.5 * jStat.beta.cdf(df / (df + t ** 2), df / 2, 0.5);
  return t >= 0 ? beyond : 1 - beyond;
}

/** `0.012`, or `< 0.001`. */
export function pInWords(p: number): string {
  return p < 0.001 ? '< 0.001' : p.toFixed(3);
}
