import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LabelledImages } from '../../src/images/labelled-images';
import { inkBox } from '../../src/images/pictures/resample';
import { blur } from '../../src/images/stimuli/blur';
import { digitClutter } from '../../src/images/stimuli/digit-clutter';
import { digitDebris } from '../../src/images/stimuli/digit-debris';
import { layBehind } from '../../src/images/stimuli/lay-behind';
import { lowContrast } from '../../src/images/stimuli/low-contrast';
import { gaussianNoise, saltAndPepper } from '../../src/images/stimuli/noise';
import { occlusion, patchesOf } from '../../src/images/stimuli/occlusion';
import { rotation } from '../../src/images/stimuli/rotation';
import { shift } from '../../src/images/stimuli/shift';
import { grey, TEN } from '../support/shapes';

/** `count` images like this one, which is given row by row. */
function alike(count: number, image: readonly (readonly number[])[]): LabelledImages {
  const [rows, columns] = [image.length, image[0]?.length as number];
  const pixels = Uint8Array.from(new Array(count).fill(image).flat(2));
  const labels = new Uint8Array(count);
  return { name: 'alike', count, ...grey(rows, columns), ...TEN, pixels, labels };
}

const plain = (rows: number, columns: number, grey: number) =>
  new Array<number[]>(rows).fill(new Array<number>(columns).fill(grey));

/** White in one place, black elsewhere. */
const dot = (rows: number, columns: number, row: number, column: number) =>
  plain(rows, columns, 0).map((line, r) =>
    line.map((_, c) => (r === row && c === column ? 255 : 0)),
  );

const picture = ({ pixels, rows, columns }: LabelledImages, at = 0) =>
  Array.from({ length: rows }, (_, row) =>
    Array.from(pixels.subarray((at * rows + row) * columns, (at * rows + row + 1) * columns)),
  );

const sum = (pixels: Iterable<number>) => [...pixels].reduce((total, grey) => total + grey, 0);

describe('gaussian noise', () => {
  test('has the stated spread around the image where nothing is clipped', () => {
    const { pixels } = gaussianNoise.apply(alike(20, plain(30, 30, 128)), 0.1, 17);
    const mean = sum(pixels) / pixels.length;
    const squares = Array.from(pixels, (grey) => (grey - mean) ** 2);
    expect(Math.abs(mean - 128)).toBeLessThan(1); // 18,000 pixels: standard error 0.19
    expect(Math.abs(Math.sqrt(sum(squares) / pixels.length) - 25.5)).toBeLessThan(0.6); // 0.13
  });

  test('is clipped to black and white', () => {
    const { pixels } = gaussianNoise.apply(alike(10, plain(30, 30, 0)), 0.8, 17);
    const share = (grey: number) => pixels.filter((one) => one === grey).length / pixels.length;
    expect(Math.abs(share(0) - 0.5)).toBeLessThan(0.02);
    expect(Math.abs(share(255) - 0.1056)).toBeLessThan(0.02); // beyond 1 / 0.8 = 1.25 sd
  });
});

describe('salt and pepper', () => {
  test('take the stated share of the pixels, half of them white, half black', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (share) => {
        const { pixels } = saltAndPepper.apply(alike(1, plain(9, 14, 100)), share, 17);
        const count = (grey: number) => pixels.filter((one) => one === grey).length;
        expect(126 - count(100)).toBe(Math.round(share * 126));
        expect([0, 1]).toContain(count(255) - count(0));
      }),
    );
  });
});

describe('occlusion', () => {
  test('covers the stated share of the image to within half a patch', () => {
    const side = fc.integer({ min: 1, max: 33 });
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(side, side, share, (rows, columns, stated) => {
        const patch = Math.max(1, Math.round(Math.min(rows, columns) / 7)) ** 2;
        const { pixels } = occlusion.apply(alike(3, plain(rows, columns, 7)), stated, 17);
        for (let at = 0; at < 3; at++) {
          const image = pixels.subarray(at * rows * columns, (at + 1) * rows * columns);
          const covered = image.filter((grey) => grey === 128).length;
          expect(Math.abs(covered - stated * rows * columns)).toBeLessThanOrEqual(patch / 2);
          expect(image.filter((grey) => grey === 7).length).toBe(rows * columns - covered);
        }
      }),
    );
  });

  test('is made of squares: 4 × 4 of them in 28 × 28', () => {
    const { pixels } = occlusion.apply(alike(1, plain(28, 28, 7)), 0.3, 17);
    const patches = patchesOf(28, 28, 4).map(({ top, left }) => {
      const within = pixels.filter(
        (_, at) => Math.floor(at / 112) * 4 === top && Math.floor((at % 28) / 4) * 4 === left,
      );
      return new Set(within);
    });
    expect(patches.every((greys) => greys.size === 1)).toBe(true);
    expect(patches.filter((greys) => greys.has(128))).toHaveLength(15); // 0.3 · 49 = 14.7
  });

  test('tiles hold every pixel once', () => {
    const held = new Array<number>(7 * 10).fill(0);
    for (const { top, left, rows, columns } of patchesOf(7, 10, 3)) {
      for (let row = top; row < top + rows; row++)
        for (let column = left; column < left + columns; column++)
          held[row * 10 + column] = (held[row * 10 + column] as number) + 1;
    }
    expect(held).toEqual(new Array(70).fill(1));
  });
});

describe('low contrast', () => {
  test('is 127.5 + (1 − loss) · (grey − 127.5)', () => {
    const loss = (share: number) =>
      Array.from(lowContrast.apply(alike(1, [[0, 50, 128, 255]]), share, 17).pixels);
    expect(loss(0.2)).toEqual([26, 66, 128, 230]); // 25.5 goes to the even neighbour, 229.5 too
    expect(loss(0.6)).toEqual([76, 96, 128, 178]); // 76.5, 96.5, 127.7, 178.5
    expect(loss(1)).toEqual([128, 128, 128, 128]);
  });
});

describe('blur', () => {
  test('spreads a dot as a Gaussian', () => {
    const made = picture(blur.apply(alike(1, dot(15, 15, 7, 7)), 1, 17));
    const gauss = (distance: number) => Math.exp(-(distance ** 2) / 2) / Math.sqrt(2 * Math.PI);
    made.forEach((line, row) => {
      line.forEach((grey, column) => {
        expect(Math.abs(grey - 255 * gauss(row - 7) * gauss(column - 7))).toBeLessThan(0.51);
      });
    });
    expect(made[7]?.slice(5, 10)).toEqual([5, 25, 41, 25, 5]); // 40.6 times 1, e^-½, e^-2
  });

  test('goes on at the edge as the mirror image', () => {
    const edge = picture(blur.apply(alike(1, [[200, 0, 0, 0, 0, 0, 0, 0]]), 1, 17))[0];
    // 0.3989 + 0.2420, 0.2420 + 0.0540, 0.0540 + 0.0044, 0.0044 + 0.0001 of 200
    expect(edge).toEqual([128, 59, 12, 1, 0, 0, 0, 0]);
  });

  test('keeps the sum of an image, with ink inside or at the edge, but for rounding', () => {
    const image = fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 54, maxLength: 54 });
    fc.assert(
      fc.property(image, fc.double({ min: 0.1, max: 5, noNaN: true }), (pixels, sd) => {
        const given = { ...alike(1, plain(6, 9, 0)), pixels: Uint8Array.from(pixels) };
        const made = blur.apply(given, sd, 17).pixels;
        expect(Math.abs(sum(made) - sum(pixels))).toBeLessThanOrEqual(54 / 2);
      }),
    );
    const inner = alike(1, plain(31, 31, 0));
    for (const { top, left } of patchesOf(9, 9, 1)) inner.pixels[(top + 11) * 31 + left + 11] = 200;
    const blurred = sum(blur.apply(inner, 1.5, 17).pixels);
    expect(Math.abs(blurred / (81 * 200) - 1)).toBeLessThan(0.003);
    const even = alike(1, plain(5, 8, 77));
    expect(blur.apply(even, 2, 17).pixels).toEqual(even.pixels);
  });
});

describe('rotation', () => {
  const L = [
    [255, 0, 0],
    [200, 0, 0],
    [150, 100, 50],
  ];
  const CLOCKWISE = [
    [150, 200, 255],
    [100, 0, 0],
    [50, 0, 0],
  ];
  const UPSIDE_DOWN = [
    [50, 100, 150],
    [0, 0, 200],
    [0, 0, 255],
  ];
  const ANTICLOCKWISE = [
    [0, 0, 50],
    [0, 0, 100],
    [255, 200, 150],
  ];

  test('by 90 degrees turns to the left or to the right, some images each way', () => {
    const made = rotation.apply(alike(40, L), 90, 17);
    const turned = Array.from({ length: 40 }, (_, at) => JSON.stringify(picture(made, at)));
    expect(new Set(turned)).toEqual(
      new Set([JSON.stringify(CLOCKWISE), JSON.stringify(ANTICLOCKWISE)]),
    );
    const right = turned.filter((one) => one === JSON.stringify(CLOCKWISE)).length;
    expect(right).toBeGreaterThan(8); // 20 expected, sd 3.2
    expect(right).toBeLessThan(32);
    expect(picture(rotation.apply(alike(1, L), 180, 17))).toEqual(UPSIDE_DOWN);
  });

  test('is around the middle, interpolates, and brings black in', () => {
    const white = picture(rotation.apply(alike(1, plain(5, 5, 200)), 45, 17));
    const corners = [white[0]?.[0], white[0]?.[4], white[4]?.[0], white[4]?.[4]];
    expect(corners).toEqual([34, 34, 34, 34]); // 2√2 from the middle, 0.83 beyond the edge
    expect(white.slice(1, 4).map((line) => line.slice(1, 4))).toEqual(plain(3, 3, 200));
    // (1, 1) from the middle comes from (0, √2): 0.41 of it is the dot at (0, 2).
    const { pixels } = rotation.apply(alike(1, dot(7, 7, 3, 5)), 45, 17);
    const [above, below] = [pixels[2 * 7 + 4] as number, pixels[4 * 7 + 4] as number];
    expect([Math.min(above, below), Math.max(above, below)]).toEqual([0, 106]);
  });
});

describe('shift', () => {
  test('moves by the stated distance, rounded to whole pixels, in every direction', () => {
    for (const distance of [1, 3, 6.5]) {
      const made = shift.apply(alike(100, dot(21, 21, 10, 10)), distance, 17);
      const places = Array.from({ length: 100 }, (_, at) => {
        const place = picture(made, at).flat().indexOf(255);
        return [Math.floor(place / 21) - 10, (place % 21) - 10] as const;
      });
      for (const [down, right] of places)
        expect(Math.abs(Math.hypot(down, right) - distance)).toBeLessThanOrEqual(Math.SQRT1_2);
      const quarters = places.map(([down, right]) => `${Math.sign(down)} ${Math.sign(right)}`);
      for (const quarter of ['1 1', '1 -1', '-1 1', '-1 -1']) expect(quarters).toContain(quarter);
    }
  });
});

describe('what is laid behind', () => {
  const part = { top: 0, left: 0, rows: 3, columns: 5 };
  const laid = (scene: number[][], place: [number, number], other = plain(3, 5, 200)) => {
    const pixels = Uint8Array.from(scene.flat());
    layBehind(pixels, grey(3, 5), Uint8Array.from(other.flat()), part, place);
    return picture({ ...alike(1, scene), pixels });
  };

  test('shows beyond an outline of one pixel around the scene’s ink', () => {
    expect(laid(dot(3, 5, 1, 0), [0, 0])).toEqual([
      [0, 0, 200, 200, 200],
      [255, 0, 200, 200, 200],
      [0, 0, 200, 200, 200],
    ]);
    expect(laid(dot(3, 5, 1, 4), [0, 0])).toEqual([
      [200, 200, 200, 0, 0],
      [200, 200, 200, 0, 255],
      [200, 200, 200, 0, 0],
    ]);
  });

  test('shines through grey ink as far as that is dark, where it is the brighter', () => {
    const grey = [[51, 0, 0, 102, 0], ...plain(2, 5, 0)];
    expect(laid(grey, [0, 0])).toEqual([
      [160, 160, 120, 120, 120], // 200 · (1 − 51/255), 200 · (1 − 102/255)
      [160, 160, 120, 120, 120],
      [200, 200, 200, 200, 200],
    ]);
    expect(laid(grey, [0, 0], plain(3, 5, 100))[0]).toEqual([80, 80, 60, 102, 60]);
  });

  test('is lost outside', () => {
    const other = [
      [1, 2, 3, 4, 5],
      [6, 7, 8, 9, 10],
      [11, 12, 13, 14, 15],
    ];
    const moved = (place: [number, number]) => laid(plain(3, 5, 0), place, other);
    expect(moved([1, 2])).toEqual([
      [0, 0, 0, 0, 0],
      [0, 0, 1, 2, 3],
      [0, 0, 6, 7, 8],
    ]);
    expect(moved([-2, -3])).toEqual([
      [14, 15, 0, 0, 0],
      [0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0],
    ]);
    expect(moved([3, 0])).toEqual(plain(3, 5, 0));
  });

  test('comes from the part that is named', () => {
    const scene = new Uint8Array(9);
    const other = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9);
    layBehind(scene, grey(4, 3), other, { top: 1, left: 1, rows: 2, columns: 1 }, [0, 2]);
    expect(Array.from(scene)).toEqual([0, 0, 5, 0, 0, 8, 0, 0, 0]);
  });
});

/** Black, and others that are white all over. */
const blackAmongWhite = (rows: number, columns: number): LabelledImages => {
  const white = alike(6, plain(rows, columns, 255));
  white.pixels.fill(0, 0, rows * columns);
  return white;
};

describe('digit debris', () => {
  test('of one fragment is a square of 5 to 8 pixels of 28, in any place', () => {
    const boxes = Array.from({ length: 400 }, (_, seed) => {
      const { pixels } = digitDebris.apply(blackAmongWhite(28, 28), 1, seed);
      const box = inkBox(pixels.subarray(0, 784), 28, 28);
      expect(sum(pixels.subarray(0, 784))).toBe(255 * box.rows * box.columns);
      expect(box.rows).toBe(box.columns);
      return box;
    });
    expect(new Set(boxes.map(({ rows }) => rows))).toEqual(new Set([5, 6, 7, 8]));
    expect(Math.min(...boxes.map(({ top }) => top))).toBe(0);
    expect(Math.max(...boxes.map(({ top, rows }) => top + rows))).toBe(28);
    expect(Math.min(...boxes.map(({ left }) => left))).toBe(0);
    expect(Math.max(...boxes.map(({ left, columns }) => left + columns))).toBe(28);
  });

  test('is cut out of the ink, however little there is', () => {
    const few = alike(2, dot(28, 28, 20, 3));
    few.pixels.fill(0, 0, 784);
    for (let seed = 0; seed < 10; seed++)
      expect(sum(digitDebris.apply(few, 1, seed).pixels.subarray(0, 784))).toBe(255);
  });

  test('ink has the smallest box around it, or the whole image where there is none', () => {
    const ink = Uint8Array.of(0, 0, 0, 0, 0, 0, 3, 0, 0, 9, 0, 0);
    expect(inkBox(ink, 3, 4)).toEqual({ top: 1, left: 1, rows: 2, columns: 2 });
    expect(inkBox(new Uint8Array(12), 3, 4)).toEqual({ top: 0, left: 0, rows: 3, columns: 4 });
  });
});

describe('digit clutter', () => {
  test('displaces other digits by 0.3 to 0.5 of the sides, in every direction', () => {
    const others = alike(2, dot(41, 41, 20, 20));
    others.pixels.fill(0, 0, 1681);
    const places = Array.from({ length: 200 }, (_, seed) => {
      const place = digitClutter.apply(others, 1, seed).pixels.indexOf(255);
      return [Math.floor(place / 41) - 20, (place % 41) - 20] as const;
    });
    const distances = places.map(([down, right]) => Math.hypot(down, right) / 41);
    expect(Math.min(...distances)).toBeGreaterThan(0.3 - 0.02);
    expect(Math.min(...distances)).toBeLessThan(0.32);
    expect(Math.max(...distances)).toBeLessThan(0.5 + 0.02);
    expect(Math.max(...distances)).toBeGreaterThan(0.48);
    const quarters = places.map(([down, right]) => `${Math.sign(down)} ${Math.sign(right)}`);
    for (const quarter of ['1 1', '1 -1', '-1 1', '-1 -1']) expect(quarters).toContain(quarter);
  });

  test('has as many others as it says', () => {
    const others = alike(2, dot(41, 41, 20, 20));
    others.pixels.fill(0, 0, 1681);
    const most = [1, 2, 3].map((strength) =>
      Math.max(
        ...Array.from({ length: 10 }, (_, seed) => {
          const { pixels } = digitClutter.apply(others, strength, seed);
          return pixels.subarray(0, 1681).filter((grey) => grey === 255).length;
        }),
      ),
    );
    expect(most).toEqual([1, 2, 3]);
  });
});
