import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { runningScores } from '../../src/experiments/moving-digits/measure';
import { preferences, primedFlips, walkedFlips } from '../../src/experiments/priming/measure';
import { lengthBelow, morphFrames } from '../../src/experiments/watching/morphs';
import { recogniseFrames } from '../../src/experiments/watching/recognise-images';
import { slidingScores, videoScores } from '../../src/experiments/watching/watch-video';
import { type Ambiguous, evenShares } from '../../src/images/stimuli/ambiguous';
import { disposeNetwork } from '../../src/network/network';
import { accumulate, recognise, winners } from '../../src/perception/recognise';
import { randomImages, randomNetwork } from '../support/networks';

const IMAGES = 3;
const pictures = [1, 2, 3, 4, 5].map((seed) =>
  Float32Array.from(randomImages(IMAGES, seed).flat()),
);
const labels = { first: [1, 2, 3], other: [4, 0, 9] };
const network = () => randomNetwork([12, 10]);

/** Two pairs of images that this network takes for different things in the end, each fading into the other. */
function contested(watched: ReturnType<typeof network>) {
  const all = randomImages(60, 7);
  const frames = new Array<Float32Array>(61).fill(Float32Array.from(all.flat()));
  const scores = slidingScores(videoScores(watched, { images: 60, frames }));
  const answers = winners(scores[59] as Float32Array, 10);
  const [one, other, third] = [...new Set(answers)].map((label) => answers.indexOf(label));
  const item = (from = 0, to = 0): Ambiguous => ({
    source: 'real',
    labels: [answers[from] as number, answers[to] as number],
    at: (share) =>
      Float64Array.from(all[from] as number[], (grey, at) => {
        return 255 * ((1 - share) * grey + share * (all[to]?.[at] as number));
      }),
  });
  return [item(one, other), item(other, third ?? one)];
}
const shares = evenShares(6);

const near = (one: ArrayLike<number>, other: ArrayLike<number>) => {
  expect(one.length).toBe(other.length);
  for (let at = 0; at < one.length; at++) expect(one[at]).toBeCloseTo(other[at] as number, 5);
};

describe('a preference between two labels', () => {
  it.each([
    ['every label', undefined],
    ['a prime first', (frame: number) => (frame < 2 ? [7, 7, 8] : ('every' as const))],
    ['silence first', (frame: number) => (frame < 2 ? ('silent' as const) : ('every' as const))],
  ])('is the difference of what trying every label gives: %s', (_, held) => {
    const watched = network();
    // The same prime must be the same array at each frame, as in life.
    const prime = Uint8Array.of(7, 7, 8);
    const video = {
      images: IMAGES,
      frames: pictures,
      ...(held && { held: (frame: number) => (Array.isArray(held(frame)) ? prime : held(frame)) }),
    };
    const before = tf.memory().numTensors;
    const found = preferences(watched, video, labels);
    expect(tf.memory().numTensors).toBe(before);
    videoScores(watched, video).forEach((scores, step) => {
      const difference = labels.other.map(
        (other, image) =>
          (scores[image * 10 + other] as number) -
          (scores[image * 10 + (labels.first[image] as number)] as number),
      );
      near(found[step] ?? [], difference);
    });
    disposeNetwork(watched);
  });
});

describe('a network that runs on', () => {
  const window = { first: 2, last: 3 };

  it('takes the first frame for what it takes a still image for, and forgets what is long past', () => {
    const watched = network();
    const seen = tf.tensor2d(randomImages(IMAGES, 1));
    const still = accumulate(recognise(watched, seen, 3), window);
    const running = runningScores(watched, pictures, { each: 1, window });
    expect(running).toHaveLength(5);
    near(running[0] ?? [], still);
    const changed = [pictures[3] as Float32Array, ...pictures.slice(1)];
    const [other, same] = [changed, pictures].map((frames) =>
      runningScores(watched, frames, { each: 60, window }),
    );
    near(other?.[4] ?? [], same?.[4] ?? []);
    expect(running[1]).not.toEqual(runningScores(watched, changed, { each: 1, window })[1]);
    seen.dispose();
    disposeNetwork(watched);
  });

  it('sees a frame as long as it is shown: half the pace is each frame twice', () => {
    const watched = network();
    const twice = pictures.flatMap((frame, at) => (at === 0 ? [frame] : [frame, frame]));
    const slow = runningScores(watched, pictures, { each: 2, window });
    const double = runningScores(watched, twice, { each: 1, window });
    for (const at of [0, 1, 2, 3, 4]) near(slow[at] ?? [], double[2 * at] ?? []);
    disposeNetwork(watched);
  });
});

describe('frames recognised each for itself', () => {
  it('are what still images are', async () => {
    const watched = network();
    const around = {
      progress: () => ({ advance: () => undefined, done: () => undefined }),
      signal: new AbortController().signal,
    };
    const before = tf.memory().numTensors;
    const seen = await recogniseFrames(
      around,
      (pixels) => recognise(watched, pixels, 3),
      pictures,
      IMAGES,
    );
    expect(tf.memory().numTensors).toBe(before);
    for (const [at, { scores }] of seen.entries())
      for (const [step, still] of videoScores(watched, {
        images: IMAGES,
        frames: new Array<Float32Array>(4).fill(pictures[at] as Float32Array),
      }).entries())
        near(scores[step] ?? [], still);
    disposeNetwork(watched);
  });
});

describe('a walk', () => {
  const contest = () => {
    const watched = network();
    const items = contested(watched);
    return { watched, items, morphs: morphFrames(items, shares) };
  };

  it('flips within the way, alike in both directions only when it is slow enough', () => {
    const { watched, morphs } = contest();
    const slow = walkedFlips(watched, morphs, { lead: 60, each: 60 });
    for (const flip of slow.forwards) {
      expect(flip).toBeGreaterThan(0.01);
      expect(flip).toBeLessThan(0.99);
    }
    near(slow.forwards, slow.backwards);
    const fast = walkedFlips(watched, morphs, { lead: 60, each: 1 });
    for (const [item, flip] of fast.forwards.entries())
      expect(flip).toBeGreaterThan(fast.backwards[item] as number);
    disposeNetwork(watched);
  });

  it('is one video, read when each share has been shown', () => {
    const { watched, items, morphs } = contest();
    const { forwards } = walkedFlips(watched, morphs, { lead: 4, each: 2 });
    const at = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 5];
    const frames = at.map((share) => morphs.frames[share] as Float32Array);
    const steps = slidingScores(videoScores(watched, { images: 2, frames }));
    const flips = items.map(({ labels: [first, other] }, item) => {
      const along = [4, 6, 8, 10, 12, 14].map((step) => {
        const scores = steps[step - 1]?.subarray(10 * item, 10 * (item + 1)) ?? [];
        return (scores[other] as number) - (scores[first] as number);
      });
      return lengthBelow(along, 0);
    });
    near(forwards, flips);
    disposeNetwork(watched);
  });

  it('backwards is a walk forwards through what is turned round', () => {
    const { watched, items, morphs } = contest();
    const round = items.map(({ source, labels: [first, other], at }) => ({
      source,
      labels: [other, first] as const,
      at: (share: number) => at(1 - share),
    }));
    const [there, turned] = [morphs, morphFrames(round, shares)].map((one) =>
      walkedFlips(watched, one, { lead: 4, each: 1 }),
    );
    near(
      there?.backwards ?? [],
      (turned?.forwards ?? []).map((flip) => 1 - flip),
    );
    disposeNetwork(watched);
  });

  it('that is slow ends where still images do, each for itself', () => {
    const { watched, morphs } = contest();
    const slow = walkedFlips(watched, morphs, { lead: 60, each: 60 });
    const still = primedFlips(watched, morphs, { prime: 'none', lead: 0, steps: 60 });
    near(slow.forwards, still.at(-1) ?? []);
    disposeNetwork(watched);
  });
});

describe('a prime', () => {
  const flips = (prime: 'first' | 'other' | 'none', lead: number, steps: number) => {
    const watched = network();
    const morphs = morphFrames(contested(watched), shares);
    const found = primedFlips(watched, morphs, { prime, lead, steps });
    disposeNetwork(watched);
    return found;
  };

  it('of no length changes nothing, and one that is long past neither', () => {
    near(flips('first', 0, 5)[4] ?? [], flips('other', 0, 5)[4] ?? []);
    near(flips('first', 6, 60)[59] ?? [], flips('other', 6, 60)[59] ?? []);
    expect(flips('none', 3, 5)).toHaveLength(5);
  });

  it('that was just held moves the flip', () => {
    expect(flips('first', 6, 2)).not.toEqual(flips('other', 6, 2));
  });
});
