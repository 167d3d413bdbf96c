/** Milliseconds after which something is said again. */
const PAUSE = 60_000;

/** Says a line at once; the same again, or another, a minute later at the earliest. */
export function reminder(say: (line: string) => void): (line: string) => void {
  let told = Number.NEGATIVE_INFINITY;
  return (line) => {
    const now = performance.now();
    if (now - told < PAUSE) return;
    told = now;
    say(line);
  };
}
