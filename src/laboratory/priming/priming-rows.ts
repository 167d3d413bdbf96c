import { itemTable } from '../measures/item-table';
import type { Measured } from '../study';
import type { Prime } from './primed-flips';

/** Where a pair flips, as a share of the way, so many steps after a prime was let go. */
export type PrimedRow = {
  readonly item: number;
  readonly damping: number;
  readonly prime: Prime;
  readonly after: number;
  readonly flip: number;
};

/** Where it flips on a walk of so many steps a share; anew, each share starts for itself. */
export type WalkedRow = {
  readonly item: number;
  readonly damping: number;
  readonly way: 'forwards' | 'backwards' | 'anew';
  readonly each: number;
  readonly flip: number;
};

export type PrimingRow = PrimedRow | WalkedRow;
type Asked = Partial<Omit<PrimedRow & WalkedRow, 'item' | 'flip'>>;

/** Where each pair flips in the rows that agree with all that is asked, one a pair: [networks][pairs]. */
export function flipsWhere(
  measured: readonly Measured<PrimingRow>[],
  asked: Asked,
): Float64Array[] {
  return itemTable(measured, (rows) => flipWhere(rows, asked));
}

/** How far apart two primes pull the flip, each to its own side, as a share: [networks][pairs]. */
export function primePull(
  measured: readonly Measured<PrimingRow>[],
  asked: Required<Pick<Asked, 'damping' | 'after'>>,
): Float64Array[] {
  return itemTable(
    measured,
    (rows) =>
      flipWhere(rows, { ...asked, prime: 'first' }) - flipWhere(rows, { ...asked, prime: 'other' }),
  );
}

/**
 * The hysteresis distance: how much further on the way a pair flips forwards than backwards, above 0
 * where what was seen first holds. [networks][pairs]
 */
export function hysteresisDistance(
  measured: readonly Measured<PrimingRow>[],
  asked: Required<Pick<Asked, 'damping' | 'each'>>,
): Float64Array[] {
  return itemTable(
    measured,
    (rows) =>
      flipWhere(rows, { ...asked, way: 'forwards' }) -
      flipWhere(rows, { ...asked, way: 'backwards' }),
  );
}

/** NaN where there is no such row. */
function flipWhere(rows: readonly PrimingRow[], asked: Asked): number {
  const wanted = Object.entries(asked);
  const agrees = (row: Asked) =>
    wanted.every(([name, value]) => row[name as keyof Asked] === value);
  return rows.find(agrees)?.flip ?? Number.NaN;
}
