/** The part of jstat that is used here; the package has no types of its own. */
declare module 'jstat' {
  const jStat: {
    readonly beta: {
      cdf(x: number, alpha: number, beta: number): number;
      inv(p: number, alpha: number, beta: number): number;
    };
    readonly chisquare: { inv(p: number, dof: number): number };
    readonly studentt: { inv(p: number, dof: number): number };
    readonly normal: { inv(p: number, mean: number, standardDeviation: number): number };
  };
  export default jStat;
}
