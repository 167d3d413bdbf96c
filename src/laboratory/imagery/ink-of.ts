/**
 * Drawings as pictures to be looked at: what is below 0 is black, and the most ink of each is 1; all
 * black where nothing is above 0. `drawings` are [B × size], and so is what comes out.
 */
export function inkOf(drawings: Float32Array, size: number): Float32Array {
  const pictures = drawings.map((value) => Math.max(0, value));
  for (let start = 0; start < pictures.length; start += size) {
    const picture = pictures.subarray(start, start + size);
    const most = picture.reduce((highest, value) => Math.max(highest, value), 0);
    if (most > 0) for (let at = 0; at < size; at++) picture[at] = (picture[at] as number) / most;
  }
  return pictures;
}
