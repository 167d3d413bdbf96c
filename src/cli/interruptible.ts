import { Interrupted } from '../runs/scenario';
import { failure } from './as-program';
import { type Interrupts, interrupts } from './signals/interrupts';
import { type Terminal, terminal } from './terminal';

/** What a person sees of a command, and stops it by. */
export interface Doing extends Pick<Terminal, 'say' | 'progress'> {
  readonly stop: Interrupts;
}

/**
 * A command that takes a while, which returns its exit code: Ctrl-C stops it, and whatever ends it, the terminal
 * is as it was. What `stopped` gives is said where it was.
 */
export async function interruptible(
  work: (doing: Doing) => Promise<number>,
  stopped: () => string,
): Promise<number> {
  const { say, progress, close } = terminal();
  const stop = interrupts(say);
  try {
    return await work({ say, progress, stop });
  } catch (error) {
    if (!(error instanceof Interrupted)) return failure(error, say);
    say(stopped());
    return stop.code();
  } finally {
    close();
    stop.release();
  }
}
