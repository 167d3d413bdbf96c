/** From the lowest to the highest. */
const BARS = '▁▂▃▄▅▆▇█';

/** Numbers as a line of bars, the lowest of them the lowest bar; all alike are all low. */
export function sparkline(values: readonly number[]): string {
  const low = Math.min(...values);
  const range = Math.max(...values) - low;
  const bar = (value: number) =>
    BARS[range === 0 ? 0 : Math.round(((value - low) / range) * (BARS.length - 1))];
  return values.map(bar).join('');
}
