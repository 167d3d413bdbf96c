import * as tf from '@tensorflow/tfjs-core';
import { from, type Observable } from 'rxjs';
import type { Network } from '../../src/network/network';
import type { Frame } from '../../src/perception/frame';
import { drain, settle } from '../../src/perception/settle';
import { type PerceptionState, retain } from '../../src/perception/state';
import { type Dynamics, PAPER_DYNAMICS } from '../../src/perception/step';

/** Every state of a run, retained: the caller's to release. */
export function record(
  network: Network,
  frames: Observable<Frame> | readonly Frame[],
  dynamics: Dynamics = PAPER_DYNAMICS,
): PerceptionState[] {
  const states: PerceptionState[] = [];
  drain(settle(network, from(frames), dynamics), (state) => states.push(retain(state)));
  return states;
}

/** Runs `work` and frees every tensor it made. */
export function freeing<T>(work: () => T): T {
  tf.engine().startScope();
  try {
    return work();
  } finally {
    tf.engine().endScope();
  }
}
