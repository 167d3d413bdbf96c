/** Round numbers from `low` to `high`, about `count` of them, and the decimals that they need. */
export function ticks(
  low: number,
  high: number,
  count = 4,
): { values: number[]; decimals: number } {
  const rough = (high - low || 1) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5].find((one) => one * power > 0.7 * rough) ?? 10) * power;
  const first = Math.ceil(low / step);
  const values: number[] = [];
  for (let at = first; at * step <= high; at++) values.push(at * step);
  return { values, decimals: Math.max(0, -Math.floor(Math.log10(step) + 1e-9)) };
}
