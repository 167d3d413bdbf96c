import { setImmediate } from 'node:timers/promises';
import type { Surroundings } from '../../experiment/experiment';
import { stopIfInterrupted } from '../../experiment/interrupted';

/**
 * Does a long piece of work piece by piece and returns what each came to. Between pieces others get
 * their turn, and the person sees how far it is. Throws Interrupted where the person asked to stop.
 */
export async function pieceByPiece<Piece, Result>(
  { progress, signal }: Pick<Surroundings, 'progress' | 'signal'>,
  what: string,
  pieces: readonly Piece[],
  work: (piece: Piece) => Result,
): Promise<Result[]> {
  const bar = progress(what, pieces.length);
  const results: Result[] = [];
  try {
    for (const piece of pieces) {
      stopIfInterrupted(signal);
      results.push(work(piece));
      bar.advance(1);
      await setImmediate();
    }
  } finally {
    bar.done();
  }
  return results;
}
