import * as tf from '@tensorflow/tfjs-core';
import {
  concatMap,
  delay,
  from,
  lastValueFrom,
  map,
  mergeMap,
  NEVER,
  type Observable,
  of,
  Subject,
  take,
  tap,
  throwError,
  toArray,
} from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { disposeNetwork, type Network } from '../../src/network/network';
import { type Frame, frame, labelsOf } from '../../src/perception/frame';
import { drain, layerStream, settle, still } from '../../src/perception/settle';
import { type PerceptionState, release, retain } from '../../src/perception/state';
import { bottomUpPass, clamp, PAPER_DYNAMICS } from '../../src/perception/step';
import { activities, randomImages, randomNetwork } from '../support/networks';
import { bits, expectClose } from '../support/numbers';

const LABELS = [
  [3, 0, 9],
  [7, 1, 2],
];
const HIDDEN = [6, 5];

let network: Network;
let frames: Record<'a' | 'b' | 'c', Frame>;
let held: number;

beforeEach(() => {
  network = randomNetwork(HIDDEN);
  const made = (seed: number) =>
    tf.tidy(() => {
      const clamped = frame(tf.tensor2d(randomImages(3, seed)), labelsOf(LABELS, 10));
      return { pixels: clamped.pixels, label: clamped.label };
    }) as Frame;
  frames = { a: made(1), b: made(2), c: made(3) };
  held = tf.memory().numTensors;
});

/** Whatever a test did: every tensor but the network's and the frames' is free again. */
afterEach(() => {
  const left = tf.memory().numTensors - held;
  disposeNetwork(network);
  for (const { pixels, label } of Object.values(frames)) tf.dispose([pixels, label]);
  expect(left, 'tensors left behind').toBe(0);
});

const steps = (states: Observable<PerceptionState>) => states.pipe(map(({ step }) => step));
const marbles = () => new TestScheduler((actual, expected) => expect(actual).toEqual(expected));

/** The activities of every state, read while it is lent. */
function numbers(states: Observable<PerceptionState>): number[][][] {
  const seen: number[][][] = [];
  drain(states, (state) => seen.push(activities(state)));
  return seen;
}

describe('settle', () => {
  it('gives one state a frame, when the frame arrives, and ends with the video', () => {
    marbles().run(({ cold, expectObservable }) => {
      const video = cold('a-b--(c|)', frames);
      expectObservable(steps(settle(network, video))).toBe('0-1--(2|)', { 0: 0, 1: 1, 2: 2 });
    });
  });

  it('gives nothing for a video without frames', () => {
    marbles().run(({ cold, expectObservable }) => {
      expectObservable(settle(network, cold<Frame>('---|'))).toBe('---|');
    });
  });

  it('passes an error of the video on, after the states that came before it', () => {
    marbles().run(({ cold, expectObservable }) => {
      const video = cold('a-b-#', frames, new Error('the camera is gone'));
      const error = new Error('the camera is gone');
      expectObservable(steps(settle(network, video))).toBe('0-1-#', { 0: 0, 1: 1 }, error);
    });
  });

  it('passes on an error of its own, here a frame of the wrong size', () => {
    const seen: number[] = [];
    const wrong = tf.tidy(() => ({ ...frames.a, pixels: tf.zeros<tf.Rank.R3>([1, 3, 4]) }));
    const run = () =>
      drain(settle(network, from([frames.a, wrong, frames.b])), ({ step }) => seen.push(step));
    expect(run).toThrow();
    expect(seen).toEqual([0]);
    wrong.pixels.dispose();
  });

  it('subscribes to the video once for each subscriber and lets go of it when unsubscribed', () => {
    marbles().run(({ hot, expectObservable, expectSubscriptions }) => {
      const video = hot('a-b-c-a-b', frames);
      const values = { 0: 0, 1: 1 };
      expectObservable(steps(settle(network, video)), '^---!').toBe('0-1--', values);
      expectSubscriptions(video.subscriptions).toBe('^---!');
    });
  });

  it('does nothing before someone subscribes', () => {
    const states = settle(network, still(frames.a, 3));
    expect(tf.memory().numTensors).toBe(held);
    expect(numbers(states).length).toBe(4);
  });

  it('gives each of two subscribers a run of its own, with the same numbers', () => {
    const video = new Subject<Frame>();
    const states = settle(network, video);
    const [one, other]: [number[][][], number[][][]] = [[], []];
    states.subscribe((state) => one.push(activities(state)));
    video.next(frames.a);
    states.subscribe((state) => other.push(activities(state)));
    for (const next of [frames.a, frames.b, frames.c, frames.a]) video.next(next);
    video.complete();
    expect(one.length).toBe(5);
    expect(other.length).toBe(4);
    expect(other).toEqual(numbers(settle(network, from([frames.a, frames.b, frames.c, frames.a]))));
    expect(one).toEqual(
      numbers(settle(network, from([frames.a, frames.a, frames.b, frames.c, frames.a]))),
    );
  });

  it('gives the same run again to a later subscriber', () => {
    const states = settle(network, from([frames.a, frames.b, frames.c]));
    expect(numbers(states)).toEqual(numbers(states));
  });

  it('sees each frame one step after it was clamped', () => {
    const change = numbers(settle(network, from([frames.a, frames.b, frames.a])));
    const boring = numbers(settle(network, still(frames.a, 2)));
    expect(change.slice(0, 2)).toEqual(boring.slice(0, 2));
    expect(change[2]).not.toEqual(boring[2]);
  });

  it('starts from the state that it is given', () => {
    const seen = numbers(
      settle(network, from([frames.b, frames.b]), PAPER_DYNAMICS, (_, first) => {
        const other = bottomUpPass(network, frames.a);
        const start = clamp(network, other, first);
        release(other);
        return start;
      }),
    );
    const [fromA] = numbers(settle(network, from([frames.a])));
    const [, stepB] = numbers(settle(network, from([frames.b, frames.b])));
    expect(seen[0]).toEqual(fromA);
    expect(seen[1]).not.toEqual(stepB);
  });
});

describe('a still image', () => {
  it('is the same frame at time 0 and after each step, all at once', () => {
    marbles().run(({ expectObservable }) => {
      const { a } = frames;
      expectObservable(still(a, 3)).toBe('(aaaa|)', { a });
    });
  });
});

describe('the tensors of a run', () => {
  it('are those of one state, however long the video', () => {
    const counts: number[] = [];
    drain(settle(network, still(frames.a, 20)), () => counts.push(tf.memory().numTensors - held));
    expect(new Set(counts).size).toBe(1);
    // two drives, and three tensors for each layer
    expect(counts[0]).toBe(2 + 3 * HIDDEN.length);
  });

  it('are those of one state where the frames change', () => {
    const counts: number[] = [];
    const video = from([frames.a, frames.b, frames.a, frames.c, frames.c]);
    drain(settle(network, video), () => counts.push(tf.memory().numTensors - held));
    expect(counts).toEqual(new Array(5).fill(2 + 3 * HIDDEN.length));
  });

  it('are freed when the subscriber leaves midway', () => {
    const video = new Subject<Frame>();
    const subscription = settle(network, video).subscribe();
    video.next(frames.a);
    video.next(frames.b);
    expect(tf.memory().numTensors).toBeGreaterThan(held);
    subscription.unsubscribe();
    expect(tf.memory().numTensors).toBe(held);
    expect(video.observed).toBe(false);
  });

  it('are freed when enough states were taken, and no further one is computed', async () => {
    let sent = 0;
    const video = still(frames.a, 100).pipe(tap(() => sent++));
    const third = await lastValueFrom(steps(settle(network, video)).pipe(take(3)));
    expect(third).toBe(2);
    expect(sent).toBe(3);
    expect(tf.memory().numTensors).toBe(held);
  });

  it('are freed when the video fails', () => {
    const video = from([frames.a, frames.b]).pipe(
      mergeMap((next) => (next === frames.b ? throwError(() => new Error('gone')) : of(next))),
    );
    expect(() => drain(settle(network, video), () => {})).toThrow('gone');
    expect(tf.memory().numTensors).toBe(held);
  });

  it('are freed when the observer fails', () => {
    const failing = () => {
      throw new Error('the disk is full');
    };
    expect(() => drain(settle(network, still(frames.a, 3)), failing)).toThrow('the disk is full');
    expect(tf.memory().numTensors).toBe(held);
  });

  it('live until the next state is out, then are gone', () => {
    let before: PerceptionState | undefined;
    drain(settle(network, still(frames.a, 3)), (state) => {
      for (const { activity } of state.layers) expect(activity.isDisposed).toBe(false);
      for (const { activity } of before?.layers ?? []) expect(activity.isDisposed).toBe(true);
      before = state;
    });
    for (const { activity } of before?.layers ?? []) expect(activity.isDisposed).toBe(true);
  });

  it('of the frames and the network are left alone', () => {
    drain(settle(network, from([frames.a, frames.b])), () => {});
    expect(frames.a.pixels.isDisposed || frames.b.label.isDisposed).toBe(false);
    expect(network.weights.some(({ isDisposed }) => isDisposed)).toBe(false);
  });
});

describe('a retained state', () => {
  it('outlives the run with its numbers, until it is released', async () => {
    const kept = await lastValueFrom(
      settle(network, still(frames.a, 4)).pipe(map(retain), toArray()),
    );
    expect(kept.map(({ step }) => step)).toEqual([0, 1, 2, 3, 4]);
    expect(kept.map(activities)).toEqual(numbers(settle(network, still(frames.a, 4))));
    expect(tf.memory().numTensors - held).toBe(5 * (2 + 3 * HIDDEN.length));
    for (const state of kept) release(state);
    expect(tf.memory().numTensors).toBe(held);
  });

  it('is not lost to a slow observer: every state, in order, with its own numbers', async () => {
    const seen: number[][][] = [];
    const slow = settle(network, from([frames.a, frames.b, frames.c, frames.a])).pipe(
      map(retain),
      concatMap((state) => of(state).pipe(delay(5))),
      tap((state) => {
        seen.push(activities(state));
        release(state);
      }),
    );
    await lastValueFrom(slow);
    expect(seen).toEqual(numbers(settle(network, from([frames.a, frames.b, frames.c, frames.a]))));
    expect(tf.memory().numTensors).toBe(held);
  });
});

describe('a layer’s stream', () => {
  it.each([1, 2])('is what the states say of layer %i, at the same times', (layer) => {
    marbles().run(({ cold, expectObservable }) => {
      const video = cold('a--b-(c|)', frames);
      const size = layerStream(settle(network, video), layer).pipe(
        map(({ activity }) => activity.shape[2]),
      );
      expectObservable(size).toBe('n--n-(n|)', { n: HIDDEN[layer - 1] });
    });
    const seen: number[][] = [];
    drain(layerStream(settle(network, from([frames.a, frames.b])), layer), ({ activity }) =>
      seen.push(bits(activity)),
    );
    expect(seen).toEqual(
      numbers(settle(network, from([frames.a, frames.b]))).map((layers) => layers[layer - 1]),
    );
  });

  it('beside another of the same states is of the same step', () => {
    const video = new Subject<Frame>();
    const shared = new Subject<PerceptionState>();
    const seen: [number, number, number][] = [];
    const goodness = (layer: number, put: (value: number) => void) =>
      layerStream(shared, layer).subscribe((state) => put(bits(state.goodness)[0] as number));
    const latest = [0, 0];
    for (const layer of [1, 2]) goodness(layer, (value) => (latest[layer - 1] = value));
    shared.subscribe(({ step }) => seen.push([step, latest[0] as number, latest[1] as number]));
    const run = settle(network, video).subscribe(shared);
    for (const next of [frames.a, frames.b, frames.c]) video.next(next);
    run.unsubscribe();
    const expected = numbers(settle(network, from([frames.a, frames.b, frames.c])));
    seen.forEach(([step, ...values], at) => {
      expect(step).toBe(at);
      values.forEach((value, l) => {
        const units = (expected[at]?.[l] ?? []).slice(0, HIDDEN[l]);
        expectClose([value], [units.reduce((sum, x) => sum + x * x, 0)]);
      });
    });
    expect(seen.length).toBe(3);
  });

  it.each([0, 3])('of a layer that is not there (%i) is an error that says so', (layer) => {
    const run = () => drain(layerStream(settle(network, still(frames.a, 1)), layer), () => {});
    expect(run).toThrow(`no hidden layer ${layer}: there are 2`);
  });

  it('never ends while the video goes on', () => {
    marbles().run(({ expectObservable }) => {
      expectObservable(layerStream(settle(network, NEVER), 1)).toBe('-');
    });
  });
});
