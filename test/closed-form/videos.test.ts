import { describe, expect, test } from 'vitest';
import {
  type AmbiguityRow,
  ambiguityRows,
  ofReading,
  pairRows,
  twoLabels,
} from '../../src/experiments/ambiguity/rows';
import { itemTable } from '../../src/experiments/measures/rows';
import {
  ANEW,
  framesToNew,
  movingRows,
  wrongOn,
} from '../../src/experiments/moving-digits/measure';
import {
  flipsWhere,
  hysteresisDistance,
  type PrimingRow,
  primePull,
  usualOf,
} from '../../src/experiments/priming/measure';
import {
  feedforwardFrameScores,
  framesAtPace,
  recurrentFrameScores,
} from '../../src/experiments/watching/frame-scores';
import {
  flipsAlong,
  lengthBelow,
  morphLabels,
  transitionWidth,
} from '../../src/experiments/watching/morphs';
import { pieceByPiece } from '../../src/experiments/watching/recognise-images';
import { drawnMorphs, morphFrame } from '../../src/images/stimuli/ambiguous';
import { morph, signedDistances } from '../../src/images/stimuli/morph';
import { PAPER_PERCEPTION } from '../../src/perception/perception-settings';

describe('signed distances', () => {
  test('are half a pixel at an edge and one more with each pixel', () => {
    expect(Array.from(signedDistances([0, 0, 1, 1, 1, 0, 0], 1, 7))).toEqual([
      -1.5, -0.5, 0.5, 1.5, 0.5, -0.5, -1.5,
    ]);
  });

  test('of nothing, and of everything, are the diagonal', () => {
    expect(Array.from(signedDistances(new Uint8Array(12), 3, 4))).toEqual(new Array(12).fill(-5));
    expect(Array.from(signedDistances(new Uint8Array(12).fill(1), 3, 4))).toEqual(
      new Array(12).fill(5),
    );
  });
});

describe('a morph', () => {
  test('moves an edge along with the share', () => {
    // From three white pixels to one: the edge moves by two pixels.
    const at = morph([255, 255, 255, 0, 0], [255, 0, 0, 0, 0], 1, 5);
    const rounded = (share: number) => Array.from(at(share), (grey) => Math.round(grey));
    expect(rounded(0.25)).toEqual([255, 255, 128, 0, 0]);
    expect(rounded(0.5)).toEqual([255, 255, 0, 0, 0]);
    expect(rounded(0.75)).toEqual([255, 128, 0, 0, 0]);
  });

  test('is not watched with one of another size', () => {
    const [drawn] = drawnMorphs(1, 3);
    const small = { source: 'real', labels: [3, 8], at: morph([0, 255], [255, 0], 1, 2) } as const;
    expect(morphFrame([drawn as NonNullable<typeof drawn>], 0.5)).toHaveLength(28 * 28);
    expect(() => morphFrame([small, drawn as NonNullable<typeof drawn>], 0.5)).toThrow(
      /2 and 784 pixels cannot be watched together/,
    );
  });

  test('moves each grey level by itself', () => {
    // Both levels go from pixel 0 alone to pixels 0 and 1, but 155 of 255 stay: the pixel goes to 100.
    const at = morph([255, 0, 0], [255, 100, 0], 1, 3);
    expect(Array.from(at(0.5), Math.round)).toEqual([255, 50, 0]);
  });
});

describe('the length below a level', () => {
  test.each([
    [[-1, 1], 0, 0.5],
    [[-1, 3], 0, 0.25],
    [[-2, -1, 1, 2], 0, 0.5],
    [[-1, -1, -1], 0, 1],
    [[1, 2], 0, 0],
    [[0, 1], 0, 0],
    // There and back again: below for a half and a quarter of two pieces.
    [[-1, 1, -1], 0, 0.5],
    [[0, 4], 3, 0.75],
  ])('of %j below %d is %d', (values, level, length) => {
    expect(lengthBelow(values, level)).toBeCloseTo(length, 12);
  });

  test('needs a way', () => {
    expect(() => lengthBelow([1], 0)).toThrow(RangeError);
  });
});

describe('the width of a transition', () => {
  test('is half of the way for a straight line, whatever its scale, and nothing for a step', () => {
    expect(transitionWidth([-1, 0, 1])).toBeCloseTo(0.5, 12);
    expect(transitionWidth([-30, 10, 50])).toBeCloseTo(0.5, 12);
    // Within one of ten pieces it goes from one end to the other: half of that is counted.
    const step = [-1, -1, -1, -1, -1, 1, 1, 1, 1, 1, 1];
    expect(transitionWidth(step)).toBeCloseTo(0.05, 12);
  });

  test('is none where an end is wrong', () => {
    expect(transitionWidth([1, 2])).toBeUndefined();
    expect(transitionWidth([-2, -1])).toBeUndefined();
    expect(transitionWidth([0, 1])).toBeUndefined();
  });
});

describe('frames at a pace', () => {
  test('are shown for so many steps, and seen a step after they are shown', () => {
    const [a, b, c] = [0, 1, 2].map((grey) => Float32Array.of(grey)) as [
      Float32Array,
      Float32Array,
      Float32Array,
    ];
    expect(framesAtPace([a, b, c], { lead: 3, each: 2 })).toEqual({
      frames: [a, a, a, b, b, c, c, c],
      seen: [3, 5, 7],
    });
    expect(framesAtPace([a], { lead: 1, each: 9 })).toEqual({ frames: [a, a], seen: [1] });
  });
});

describe('numbers by item', () => {
  const rows = (...values: (number | null)[]) =>
    values.map((value, at) => ({ item: [5, 2, 9][at] as number, kind: 'a', value }));

  test('are those that every network has, in the order of the first', () => {
    const measured = [
      { name: 'one', seed: 1, perception: PAPER_PERCEPTION, rows: rows(1, 2, null) },
      { name: 'other', seed: 2, perception: PAPER_PERCEPTION, rows: rows(3, 4, 5).toReversed() },
    ];
    const table = itemTable(measured, ([row]) => row?.value ?? Number.NaN);
    expect(table.map((row) => Array.from(row))).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  test('come from all rows of an item', () => {
    const measured = [
      {
        name: 'one',
        seed: 1,
        perception: PAPER_PERCEPTION,
        rows: [...rows(1, 2, 3), ...rows(10, 20, 30)],
      },
    ];
    const sums = itemTable(measured, (all) =>
      all.reduce((sum, { value }) => sum + (value ?? 0), 0),
    );
    expect(Array.from(sums[0] ?? [])).toEqual([11, 22, 33]);
  });
});

describe('ambiguous digits', () => {
  const items = [
    { source: 'real' as const, labels: [0, 2] as const, at: () => new Float64Array() },
    { source: 'drawn' as const, labels: [1, 0] as const, at: () => new Float64Array() },
  ];

  test('are scored under both labels and the best of the others', () => {
    expect(twoLabels(Float32Array.of(5, 1, 7, 2, 3, 4, 8, 6), items)).toEqual([
      { first: 5, other: 7, third: 2 },
      { first: 4, other: 3, third: 8 },
    ]);
  });

  test('flip where they prefer the second label, and say a third one where it is best', () => {
    const scores = new Map([
      // Item 0 goes from 0 to 2 by way of 1; item 1 from label 1 to label 0, wrong at the start.
      ['a', [Float32Array.of(3, 0, 1, 2, 1, 0), Float32Array.of(1, 9, 3, 4, 1, 0)]],
    ]);
    const rows = ambiguityRows(scores, items, [0, 1]);
    const measured = [
      { name: 'n', seed: 1, perception: PAPER_PERCEPTION, rows: rows as AmbiguityRow[] },
    ];
    const [real] = pairRows(measured, 'real');
    const [drawn] = pairRows(measured, 'drawn');
    expect(real?.rows).toEqual([
      {
        item: 0,
        source: 'real',
        pair: '0–2',
        reading: 'a',
        flip: 0.5,
        width: 0.5,
        third: 0.5,
        answers: '01',
      },
    ]);
    expect(drawn?.rows).toMatchObject([{ flip: 0, width: null, third: 0, answers: '00' }]);
    expect(ofReading(real?.rows ?? [], 'a', 'width')).toBe(0.5);
    expect(ofReading(drawn?.rows ?? [], 'a', 'width')).toBeNaN();
    expect(ofReading(drawn?.rows ?? [], 'b', 'flip')).toBeNaN();
    const means = rows.filter((row) => 'scored' in row && row.source === 'real' && row.share === 1);
    expect(means).toMatchObject([
      { scored: 'first', score: 1 },
      { scored: 'other', score: 3 },
      { scored: 'third', score: 9 },
    ]);
  });

  test('have their labels as often as there are shares', () => {
    expect(morphLabels({ items }, 2)).toEqual({
      first: Uint8Array.of(0, 1, 0, 1),
      other: Uint8Array.of(2, 0, 2, 0),
    });
    const along = [Float32Array.of(-1, -1), Float32Array.of(1, 3)];
    expect(flipsAlong(along)).toEqual([0.5, 0.25]);
  });
});

describe('scores of frames', () => {
  const one = (base: number) => ({
    images: 1,
    classes: 2,
    scores: [1, 2, 3].map((step) => Float32Array.of(base + step, base - step)),
    logits: Float32Array.of(base, 0),
  });

  test('are read by the window, by one pass and by each step', () => {
    const read = recurrentFrameScores([one(10), one(20)], { first: 2, last: 3 });
    expect([...read.keys()]).toEqual(['top-down', 'one-pass', 'step 1', 'step 2', 'step 3']);
    expect(read.get('top-down')).toEqual([Float32Array.of(25, 15), Float32Array.of(45, 35)]);
    expect(read.get('one-pass')).toEqual([Float32Array.of(10, 0), Float32Array.of(20, 0)]);
    expect(read.get('step 3')).toEqual([Float32Array.of(13, 7), Float32Array.of(23, 17)]);
  });

  test('of a feed-forward network are its goodness, or else its logits', () => {
    expect(feedforwardFrameScores([one(10)])).toEqual([Float32Array.of(11, 9)]);
    expect(feedforwardFrameScores([{ ...one(10), scores: [] }])).toEqual([Float32Array.of(10, 0)]);
  });
});

describe('primes and walks', () => {
  const row = (others: object): PrimingRow =>
    ({ item: 0, damping: 0.3, ...others }) as unknown as PrimingRow;
  const measured = [
    {
      ...{ name: 'n', seed: 1, perception: PAPER_PERCEPTION },
      rows: [
        row({ prime: 'first', after: 3, flip: 0.9 }),
        row({ prime: 'other', after: 3, flip: 0.2 }),
        row({ prime: 'other', after: 4, flip: 0.4 }),
        row({ way: 'forwards', each: 2, flip: 0.75 }),
        row({ way: 'backwards', each: 2, flip: 0.5 }),
        row({ item: 1, prime: 'first', after: 3, flip: 0.5 }),
      ],
    },
  ];

  test('are looked at with the damping that all networks learnt with, where that was tried', () => {
    const learnt = (...dampings: number[]) =>
      dampings.map((damping) => ({
        ...{ name: 'n', seed: 1, rows: [] },
        perception: { ...PAPER_PERCEPTION, damping },
      }));
    expect(usualOf(learnt(0.6, 0.6), [0, 0.3, 0.6])).toEqual({ damping: 0.6, own: true });
    expect(usualOf(learnt(0.3, 0.6), [0, 0.3, 0.6])).toEqual({ damping: 0, own: false });
    expect(usualOf(learnt(0.3), [0.9])).toEqual({ damping: 0.9, own: false });
  });

  test('pull a flip apart, and hold it', () => {
    expect(primePull(measured, { damping: 0.3, after: 3 })[0]?.[0]).toBeCloseTo(0.7, 12);
    expect(primePull(measured, { damping: 0.3, after: 3 })[0]).toHaveLength(1);
    expect(hysteresisDistance(measured, { damping: 0.3, each: 2 })[0]?.[0]).toBe(0.25);
    expect(hysteresisDistance(measured, { damping: 0.9, each: 2 })[0]).toHaveLength(0);
    const flips = flipsWhere(measured, { damping: 0.3, prime: 'first', after: 3 });
    expect(Array.from(flips[0] ?? [])).toEqual([0.9, 0.5]);
  });
});

describe('moving digits', () => {
  const scores = (...answers: number[][]) =>
    answers.map((frame) =>
      Float32Array.from(frame.flatMap((label) => [0, 1, 2].map((at) => Number(at === label)))),
    );
  const film = {
    frames: [],
    labels: [
      [0, 1],
      [0, 1],
      [2, 2],
      [2, 2],
    ].map((one) => Uint8Array.from(one)),
  };
  const said = scores([0, 1], [1, 1], [1, 1], [2, 1]);
  const anew = scores([0, 1], [0, 1], [2, 2], [2, 2]);
  const measured = [
    {
      ...{ name: 'n', seed: 1, perception: PAPER_PERCEPTION },
      rows: [
        ...movingRows(film, 'changing', 'on', said),
        ...movingRows(film, 'changing', ANEW, anew),
      ],
    },
  ];

  test('are told frame by frame', () => {
    expect(measured.flatMap(({ rows }) => rows).slice(0, 2)).toEqual([
      { item: 0, motion: 'changing', reading: 'on', truth: '0022', answers: '0112' },
      { item: 1, motion: 'changing', reading: 'on', truth: '1122', answers: '1111' },
    ]);
  });

  test('are wrong on a share of some frames', () => {
    const place = { motion: 'changing', reading: 'on', from: 0, to: 3 };
    expect(wrongOn(measured, place)[0]).toEqual(Float64Array.of(50, 50));
    expect(wrongOn(measured, { ...place, from: 3 })[0]).toEqual(Float64Array.of(0, 100));
    expect(wrongOn(measured, { ...place, reading: 'none' })[0]).toHaveLength(0);
  });

  test('are found again after so many frames of the new one', () => {
    // The first is found at the second frame of the new digit; the other never, of two frames.
    expect(framesToNew(measured, 'changing', 'on')[0]).toEqual(Float64Array.of(2, 2));
    expect(framesToNew(measured, 'changing', ANEW)[0]).toEqual(Float64Array.of(1, 1));
    // One that is not recognised in the end, when it starts anew, is left out.
    const blind = scores([0, 1], [0, 1], [2, 2], [2, 1]);
    const rows = [
      ...movingRows(film, 'changing', 'on', said),
      ...movingRows(film, 'changing', ANEW, blind),
    ];
    const left = framesToNew(
      [{ name: 'n', seed: 1, perception: PAPER_PERCEPTION, rows }],
      'changing',
      'on',
    );
    expect(left[0]).toEqual(Float64Array.of(2));
  });
});

describe('work piece by piece', () => {
  test('tells how far it is, and stops when it is asked to', async () => {
    const stop = new AbortController();
    let done = 0;
    const advance = (by: number) => {
      done += by;
    };
    let closed = 0;
    const close = () => {
      closed += 1;
    };
    const progress = () => ({ advance, done: close });
    const around = { progress, signal: stop.signal };
    expect(await pieceByPiece(around, 'doubling', [1, 2, 3], (one) => 2 * one)).toEqual([2, 4, 6]);
    expect([done, closed]).toEqual([3, 1]);
    const work = pieceByPiece(around, 'stopping', [1, 2, 3], () => stop.abort());
    await expect(work).rejects.toThrow('interrupted');
    expect([done, closed]).toEqual([4, 2]);
  });
});
