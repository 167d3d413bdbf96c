import { InputError } from '../engine/errors';

/** Which strengths a condition has: 0 … most. */
interface StrengthRange {
  /** Boundless unless given. */
  readonly most?: number;
  /** Whether whole numbers only. */
  readonly whole?: boolean;
}

/** Throws InputError where the condition of this name has no such strength. */
export function checkStrength(
  name: string,
  strength: number,
  { most = Number.MAX_VALUE, whole = false }: StrengthRange = {},
): void {
  if (strength >= 0 && strength <= most && (!whole || Number.isInteger(strength))) return;
  const kind = whole ? 'a whole number' : 'a number';
  const range = most === Number.MAX_VALUE ? 'of 0 or more' : `from 0 to ${most}`;
  throw new InputError(`${name} has no strength ${strength}: give ${kind} ${range}`);
}
