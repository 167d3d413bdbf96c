import { Subject } from 'rxjs';
import type { Network } from '../network/network';
import type { Frame } from '../perception/frame';
import { settle } from '../perception/settle';
import type { PerceptionState } from '../perception/state';
import type { Dynamics } from '../perception/step';

/**
 * The states of `settle` at the taker's pace, steps 0 … `steps`: the next frame is shown when the
 * next state is asked for. So a slow observer holds up the video instead of piling up states.
 * States are lent until then; leaving the loop frees everything but the frame.
 */
export function* statesAtPace(
  network: Network,
  frame: Frame,
  steps: number,
  dynamics: Dynamics,
): Generator<PerceptionState> {
  const frames = new Subject<Frame>();
  let state: PerceptionState | undefined;
  let failure: { readonly error: unknown } | undefined;
  const states = settle(network, frames, dynamics).subscribe({
    next: (next) => {
      state = next;
    },
    error: (error: unknown) => {
      failure = { error };
    },
  });
  try {
    for (let step = 0; step <= steps; step++) {
      frames.next(frame);
      if (failure) throw failure.error;
      yield state as PerceptionState;
    }
  } finally {
    states.unsubscribe();
  }
}
