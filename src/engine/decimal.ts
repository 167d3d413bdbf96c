const NUMBER = /^([+-]?)(?=\.?\d)(\d*)\.?(\d*)(?:e([+-]?\d{1,3}))?$/i;

/** Longer ones are a slip of the hand, and take long to work out. */
const LONGEST = 60;

/** A number as it is written: its digits as a whole number, and how many of them are decimals. */
export interface Decimal {
  readonly digits: bigint;
  /** Below 0 where zeros are still to come, as in `2e3`. */
  readonly decimals: number;
}

/**
 * A number as people write it, `-0.5`, `.5`, `1e-3`; undefined of any other text, `0x10`, `Infinity`
 * and digits of other scripts among them.
 */
export function decimal(text: string): Decimal | undefined {
  if (text.length > LONGEST) return undefined;
  const [, sign, whole = '', part = '', exponent = '0'] = NUMBER.exec(text) ?? [];
  if (sign === undefined) return undefined;
  const digits = BigInt(`${whole}${part}`);
  return { digits: sign === '-' ? -digits : digits, decimals: part.length - Number(exponent) };
}
