/** Bits that are kept of the ten after a float16's point. */
const KEPT = 7;

/** Bytes of the length that a safetensors file begins with. */
const LENGTH = 8;

/**
 * The file of a network whose numbers are all float16 with each of them rounded to fewer bits, the nearest of equals
 * the even one: as large as before, and packed a sixth smaller. Throws Error where it has other numbers.
 */
export function withRoundedWeights(file) {
  const rounded = Buffer.from(file);
  const start = LENGTH + Number(rounded.readBigUInt64LE(0));
  const header = JSON.parse(rounded.toString('utf8', LENGTH, start));
  for (const [name, { dtype }] of Object.entries(header))
    if (name !== '__metadata__' && dtype !== 'F16') throw new Error(`${name} is ${dtype}, not F16`);
  const unit = 2 ** (10 - KEPT);
  for (let at = start; at < rounded.length; at += 2) {
    const bits = rounded.readUInt16LE(at);
    const rest = bits % unit;
    const below = bits - rest;
    const isUp = rest > unit / 2 || (rest === unit / 2 && (below / unit) % 2 === 1);
    rounded.writeUInt16LE(isUp ? below + unit : below, at);
  }
  return rounded;
}
