/** Probabilities of one row of logits at a temperature, in float64. */
export function softmaxRow(logits: ArrayLike<number>, temperature = 1): Float64Array {
  const row = Float64Array.from(logits, (logit) => logit / temperature);
  const most = row.reduce((one, other) => Math.max(one, other));
  const powers = row.map((logit) => Math.exp(logit - most));
  const sum = powers.reduce((all, one) => all + one);
  return powers.map((power) => power / sum);
}

/** Log-odds of one label of a row of logits: its logit less the log of the sum of all other exponentials. */
export function logOdds(logits: ArrayLike<number>, label: number): number {
  const others = Array.from(logits).filter((_, at) => at !== label);
  const most = Math.max(...others);
  const sum = others.reduce((all, logit) => all + Math.exp(logit - most), 0);
  return (logits[label] as number) - most - Math.log(sum);
}
