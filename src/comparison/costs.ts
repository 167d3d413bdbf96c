import type { Reading } from '../learning/reading';
import type { Cell } from './ledger';

/** What an image costs a reading, and what that buys on clean images. */
export interface Cost {
  readonly reading: string;
  readonly about: string;
  /** Multiply-adds of matrix products an image. */
  readonly multiplyAdds: number;
  /** Milliseconds an image, the median over everything that was looked at. */
  readonly milliseconds: number;
}

/** Computation by reading: from the networks' sizes, and as it was timed. */
export function costs(readings: readonly Reading[], cells: readonly Cell[]): Cost[] {
  const names = [...new Set(readings.map(({ name }) => name))];
  return names.map((reading) => {
    const { about, multiplyAdds } = readings.find(({ name }) => name === reading) as Reading;
    const times = cells
      .filter((cell) => cell.reading === reading)
      .map(({ milliseconds }) => milliseconds)
      .sort((one, other) => one - other);
    return {
      reading,
      about,
      multiplyAdds,
      milliseconds: times[Math.floor(times.length / 2)] ?? Number.NaN,
    };
  });
}
