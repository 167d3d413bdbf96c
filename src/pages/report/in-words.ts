/** A field's name in words: `hiddenLayers` is `hidden layers`. */
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
    positive: 'goodness per unit, raised, by layer',
    negative: 'goodness per unit, lowered, by layer',
    millisecondsPerBatch: 'ms per batch',
    milliseconds: 'ms',
    multiplyAdds: 'multiply-adds',
    adjusted: 'p, corrected',
    detectable: 'smallest detectable',
    within: 'bound of no difference',
    sha256: 'SHA-256',
  }),
);

/** A name with a capital, as a heading. */
export function headingOf(name: string): string {
  const words = nameInWords(name);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Figures that a number is shown with, and decimals at the most. */
const FIGURES = 4;
const DECIMALS = 4;

/** Numbers with so many decimals, made once: that takes longer than to write one. */
const FIXED = Array.from({ length: DECIMALS + 1 }, (_, decimals) =>
  Intl.NumberFormat('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals }),
);

/** From here on a number has more digits than anyone reads, and than it is exact to. */
const ENDLESS = 1e15;

/** Names of whole numbers that are no amounts. */
const NAMES = /seed|year|pid|schema/i;
/** Names of numbers that are given to two decimals, as errors in per cent. */
const PERCENT = /percent|points|^low$|^high$/i;

/**
 * How the numbers of one column are written: all with the same decimals, whole ones with none; those
 * that would vanish, or are so large that they would not end, in powers of ten.
 */
export function numberFormat(values: readonly number[], name = ''): (value: number) => string {
  const whole = values.every(Number.isInteger);
  const most = values.reduce((high, one) => Math.max(high, Math.abs(one)), 0);
  const before = most >= 1 ? Math.floor(Math.log10(most)) + 1 : 1;
  const decimals = whole ? 0 : Math.max(0, Math.min(DECIMALS, FIGURES - before));
  const fixed = PERCENT.test(name) && !whole ? 2 : decimals;
  return (value) => {
    if (whole && NAMES.test(name)) return String(value);
    const size = Math.abs(value);
    if ((value !== 0 && size < 0.5 / 10 ** fixed) || size >= ENDLESS) return inPowers(value);
    return FIXED[fixed]?.format(value) ?? String(value);
  };
}

function inPowers(value: number): string {
  const [digits, power] = value.toExponential(1).split('e');
  const raised = [...String(Number(power))].map((one) => '⁻⁰¹²³⁴⁵⁶⁷⁸⁹'['-0123456789'.indexOf(one)]);
  return `${digits} × 10${raised.join('')}`;
}

/** A span of time, from milliseconds. */
export function spanInWords(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 120 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
