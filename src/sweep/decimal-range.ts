import { InputError } from '../engine/errors';

/** More are a slip of the hand. */
const MOST = 10_000;

/**
 * The numbers from `from` to `to` by `step`, as people write them: `0`, `0.1`, `0.2`, `0.3`. They are
 * counted in whole units of the last decimal, so that none is off by a rounding; `to` is among them
 * where a step lands on it. Throws InputError where there are none, or too many.
 */
export function decimalRange(from: string, to: string, step: string): string[] {
  const written = `${from}:${to}:${step}`;
  const parts = [from, to, step].map(decimal);
  const decimals = Math.max(0, ...parts.map((part) => part.decimals));
  const [first, last, by] = parts.map(
    (part) => part.digits * 10n ** BigInt(decimals - part.decimals),
  ) as [bigint, bigint, bigint];
  if (by === 0n) throw new InputError(`${written}: a step of 0 leads nowhere`);
  const steps = (last - first) / by;
  if ((last - first) * by < 0n)
    throw new InputError(`${written}: steps of ${step} do not lead from ${from} to ${to}`);
  if (steps >= BigInt(MOST))
    throw new InputError(`${written} is more than ${MOST} values: take larger steps`);
  return Array.from({ length: Number(steps) + 1 }, (_, at) =>
    inDecimals(first + BigInt(at) * by, decimals),
  );
}

/** A number as it is written: its digits as a whole number, and how many of them are decimals. */
interface Decimal {
  readonly digits: bigint;
  /** Below 0 where zeros are still to come, as in `2e3`. */
  readonly decimals: number;
}

const NUMBER = /^([+-]?)(?=\.?\d)(\d*)\.?(\d*)(?:e([+-]?\d{1,2}))?$/i;

/** Whether this is a number as people write it: `-0.5`, `.5`, `1e-3`. */
export function isDecimal(text: string): boolean {
  return NUMBER.test(text);
}

function decimal(text: string): Decimal {
  const [, sign, whole = '', part = '', exponent = '0'] = NUMBER.exec(text) ?? [];
  if (sign === undefined) throw new InputError(`${text} is not a number`);
  const digits = BigInt(`${whole}${part}`);
  return { digits: sign === '-' ? -digits : digits, decimals: part.length - Number(exponent) };
}

function inDecimals(units: bigint, decimals: number): string {
  const sign = units < 0n ? '-' : '';
  const digits = String(units < 0n ? -units : units).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const part = digits.slice(digits.length - decimals).replace(/0+$/, '');
  return `${sign}${whole}${part === '' ? '' : `.${part}`}`;
}
