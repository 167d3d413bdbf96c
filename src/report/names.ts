/** A field's name in words: `millisecondsPerBatch` is `milliseconds per batch`. */
export function nameInWords(name: string): string {
  const known = KNOWN.get(name);
  if (known) return known;
  const words = name.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2');
  return words.includes(' ') ? words.toLowerCase() : words.replaceAll('_', ' ');
}

/** What a name alone does not say. */
const KNOWN: ReadonlyMap<string, string> = new Map(
  Object.entries({
    percent: 'error, %',
    low: 'from',
    high: 'to',
    points: 'difference, points',
    p: 'p',
    readoutError: 'readout wrong, %',
    pairError: 'wrong label preferred, %',
    positive: 'goodness a unit, raised, by layer',
    negative: 'goodness a unit, lowered, by layer',
    millisecondsPerBatch: 'ms a batch',
    milliseconds: 'ms',
    multiplyAdds: 'multiply-adds',
    sha256: 'SHA-256',
  }),
);

/** A name with a capital, as a heading. */
export function headingOf(name: string): string {
  const words = nameInWords(name);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
