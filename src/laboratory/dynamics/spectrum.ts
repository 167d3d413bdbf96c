/** How much of what changes does so at this frequency. */
export interface SpectrumLine {
  /** Cycles a step, above 0 and up to a half: there and back in two steps. */
  readonly frequency: number;
  /** The part of the variance over time that it has, mean over the series. */
  readonly variance: number;
}

/**
 * The spectrum of many series over time, `values[step]` [series]: the variance of each around its own
 * mean, divided among the frequencies of the discrete Fourier transform, as a mean over the series.
 * The parts add up to the whole (Parseval). No window: an oscillation whose period does not divide
 * the number of steps spreads over neighbouring frequencies.
 */
export function spectrum(values: readonly ArrayLike<number>[]): SpectrumLine[] {
  const steps = values.length;
  const series = values[0]?.length ?? 0;
  const half = Math.floor(steps / 2);
  return Array.from({ length: half }, (_, before) => {
    const cycles = before + 1;
    const real = new Float64Array(series);
    const imaginary = new Float64Array(series);
    for (const [step, now] of values.entries()) {
      const angle = (2 * Math.PI * cycles * step) / steps;
      const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
      for (let at = 0; at < series; at++) {
        real[at] = (real[at] as number) + cosine * (now[at] as number);
        imaginary[at] = (imaginary[at] as number) + sine * (now[at] as number);
      }
    }
    const power = real.reduce((sum, one, at) => sum + one ** 2 + (imaginary[at] as number) ** 2, 0);
    const sides = 2 * cycles === steps ? 1 : 2;
    return { frequency: cycles / steps, variance: (sides * power) / steps ** 2 / series };
  });
}
