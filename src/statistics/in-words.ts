import type { Share } from './wilson';

/** `1.25 %` */
export function inPercent(percent: number): string {
  return `${percent.toFixed(2)} %`;
}

/** `0.70 to 2.10 %` */
export function inInterval({ low, high }: Pick<Share, 'low' | 'high'>): string {
  return `${low.toFixed(2)} to ${high.toFixed(2)} %`;
}
