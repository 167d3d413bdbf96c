import { type Decimal, decimal } from '../engine/decimal';
import { InputError } from '../engine/errors';

/** More values, or jobs, are a slip of the hand. */
export const MOST = 10_000;

/**
 * The numbers from `from` to `to` by `step`, as people write them: `0`, `0.1`, `0.2`, `0.3`. They are
 * counted in whole units of the last decimal, so that none is off by a rounding; `to` is among them
 * where a step lands on it. Throws InputError where there are none, or too many.
 */
export function decimalRange(from: string, to: string, step: string): string[] {
  const written = `${from}:${to}:${step}`;
  const parts = [from, to, step].map(read);
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

function read(text: string): Decimal {
  const number = decimal(text);
  if (!number) throw new InputError(`${text} is not a number`);
  return number;
}

function inDecimals(units: bigint, decimals: number): string {
  const sign = units < 0n ? '-' : '';
  const digits = String(units < 0n ? -units : units).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const part = digits.slice(digits.length - decimals).replace(/0+$/, '');
  return `${sign}${whole}${part === '' ? '' : `.${part}`}`;
}
