import { z } from 'zod';
import type { Tensor, Tensor2D } from '../../engine/ops';
import type { RandomStream } from '../../engine/random';
import type { Layer } from '../layer';

/** How a connection's activity travels, as plain data: which transform, and what it is set to. */
export interface Declared {
  readonly kind: string;
}

/** The layers that a connection joins, and how it is declared. */
export interface Ends<D extends Declared = Declared> {
  readonly from: Layer;
  readonly to: Layer;
  readonly transform: D;
}

/**
 * How activity travels from one layer to another: pure functions of tensors. A row is one image under
 * one hypothesis; nothing here knows of time, labels or learning.
 */
export interface Transform<D extends Declared = Declared> {
  readonly kind: D['kind'];
  /** What a declaration says, in words. */
  readonly words: (declared: D) => string;
  /** What a declaration may say. */
  readonly schema: z.ZodType<D>;
  /** Why it cannot join these layers; undefined where it can. */
  readonly misfit: (ends: Ends<D>) => string | undefined;
  /** The shape that its weights have. */
  readonly shape: (ends: Ends<D>) => readonly number[];
  /** New weights: N(0, 1) / √(units that a unit sees). */
  readonly initialise: (ends: Ends<D>, random: RandomStream) => Tensor;
  /** What arrives: rows [R, from] → [R, to]. */
  readonly project: (rows: Tensor2D, weights: Tensor, ends: Ends<D>) => Tensor2D;
  /**
   * The gradient of weights that saw `rows` [R, from] and led to `pushes` [R, to]: Σ over the rows. Of a transform in
   * this folder R is found while a graph runs: no operation may be told it. Of a person's own it stays the same.
   */
  readonly correlate: (rows: Tensor2D, pushes: Tensor2D, ends: Ends<D>) => Tensor;
  /** The same weights the other way, rows [R, to] → [R, from]: what a layer expects of the one it sees. */
  readonly expect: (rows: Tensor2D, weights: Tensor, ends: Ends<D>) => Tensor2D;
  /** How many weights join the layers, each a multiply-add a row: what has none joins nothing, and is refused. */
  readonly weightCount: (ends: Ends<D>) => number;
  /** The unit that the weight in this place leads to; undefined where the place joins nothing. */
  readonly target: (place: number, ends: Ends<D>) => number | undefined;
  /** Its weights from a matrix [from, to]: networks of the first file format hold all weights so. */
  readonly ofMatrix?: (matrix: Float32Array, ends: Ends<D>) => Float32Array;
}

/** What a transform is declared with that may leave a unit itself out. */
interface MayLeaveItselfOut extends Declared {
  /** `false`: within a layer, a unit does not see itself. */
  readonly self?: false | undefined;
}

/** How files hold it. */
export const selfSchema = z.literal(false).optional();

/** What of it there is to say of a connection. */
export function selfInWords({ self }: MayLeaveItselfOut): string {
  return self === false ? ', none to itself' : '';
}

/** Why a connection cannot leave a unit itself out; undefined where it can, or does not. */
export function selfMisfit({ from, to, transform }: Ends<MayLeaveItselfOut>): string | undefined {
  return transform.self === false && from.name !== to.name
    ? 'only within a layer can a unit leave itself out'
    : undefined;
}
