import { type Findings, layersInWords, withResult } from './findings';

/** A ratio may be this much higher than before without being called worse. */
const TOLERANCE = 1.25;

/** The ratios to the limit that have become worse, in words. Milliseconds are never compared. */
export function worse(now: Findings, before: Findings): string[] {
  const old = ratios(before);
  return [...ratios(now)].flatMap(([name, ratio]) => {
    const was = old.get(name);
    if (was === undefined || ratio <= was * TOLERANCE) return [];
    return [`${name}: ${ratio.toFixed(2)} times the limit, and it was ${was.toFixed(2)}`];
  });
}

function ratios({ training: dense, maps, rounded, inference }: Findings): Map<string, number> {
  const training = [...dense, ...maps, ...withResult(rounded)].map(({ part, result }) => ({
    ...result,
    name: layersInWords(part, result.hidden),
  }));
  const named = [
    ...training.map(({ name, fresh }) => [`batch, new, ${name}`, fresh] as const),
    ...training.flatMap(({ name, trained }) =>
      trained ? [[`batch, trained, ${name}`, trained] as const] : [],
    ),
    ...inference.map(({ result }) => [`ten labels, ${result.hidden}`, result] as const),
  ];
  return new Map(named.map(([name, { ratio }]) => [name, ratio]));
}
