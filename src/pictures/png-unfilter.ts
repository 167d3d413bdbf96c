import type { PngPass } from './png-passes';

/**
 * Takes the filters off a pass's lines, in place (PNG specification, section 9). `data` starts at the
 * pass's first line; each line has its filter's number in front. `stride`: bytes a pixel, at least 1.
 * Throws RangeError for a filter that there is not.
 */
export function unfilter(data: Uint8Array, { rows, lineBytes }: PngPass, stride: number): void {
  let above: Uint8Array = new Uint8Array(lineBytes);
  for (let row = 0; row < rows; row++) {
    const start = row * (lineBytes + 1) + 1;
    const line = data.subarray(start, start + lineBytes);
    const predict = FILTERS[data[start - 1] as number];
    if (!predict) throw new RangeError(`there is no filter ${data[start - 1]}`);
    for (let at = 0; at < lineBytes; at++) {
      const inner = at >= stride;
      const left = inner ? (line[at - stride] as number) : 0;
      const corner = inner ? (above[at - stride] as number) : 0;
      line[at] = (line[at] as number) + predict(left, above[at] as number, corner);
    }
    above = line;
  }
}

/** What is foretold of a byte, by the byte to its left, the one above, and the one left of that. */
const FILTERS: readonly ((left: number, above: number, corner: number) => number)[] = [
  () => 0,
  (left) => left,
  (_, above) => above,
  (left, above) => (left + above) >> 1,
  paeth,
];

function paeth(left: number, above: number, corner: number): number {
  const sum = left + above - corner;
  const [a, b, c] = [Math.abs(sum - left), Math.abs(sum - above), Math.abs(sum - corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? above : corner;
}
