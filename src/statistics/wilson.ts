import jStat from 'jstat';

/** A share of images in per cent, and the interval that holds the true share. */
export interface Share {
  readonly percent: number;
  readonly low: number;
  readonly high: number;
}

/**
 * `count` of `total` with its Wilson score interval (95 % unless told), in per cent.
 * Source: E. B. Wilson (1927), J. Am. Stat. Assoc. 22.
 */
export function wilson(count: number, total: number, confidence = 0.95): Share {
  const z = jStat.normal.inv(1 - (1 - confidence) / 2, 0, 1);
  const share = count / total;
  const shrink = 1 + z ** 2 / total;
  const centre = (share + z ** 2 / (2 * total)) / shrink;
  const half = (z / shrink) * Math.sqrt((share * (1 - share)) / total + (z / (2 * total)) ** 2);
  return {
    percent: (100 * count) / total,
    low: 100 * Math.max(0, centre - half),
    high: 100 * Math.min(1, centre + half),
  };
}

/** Share of wrong answers with its 95 % interval. */
export function errorShare(answers: Uint8Array, labels: Uint8Array): Share {
  const wrong = answers.reduce((sum, answer, at) => sum + (answer === labels[at] ? 0 : 1), 0);
  return wilson(wrong, labels.length);
}

/** `1.25 %` */
export function inPercent(percent: number): string {
  return `${percent.toFixed(2)} %`;
}

/** `0.70 to 2.10 %` */
export function inInterval({ low, high }: Pick<Share, 'low' | 'high'>): string {
  return `${low.toFixed(2)} to ${high.toFixed(2)} %`;
}
