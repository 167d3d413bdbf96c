/** Seconds that a step takes, and that the last one stays. */
const STEP = 0.7;
const STAYS = 3;

/**
 * Styles by which an SVG moves: what has the class `at-3` is seen at step 3, and what has the class `until` grows
 * from the left to `reach[step]`, a share of its width, at each step, and at last to all of it. Where nothing may move,
 * and in what cannot move it, the last step is seen.
 */
export function motion(reach: readonly number[]): string {
  const last = reach.length - 1;
  const whole = reach.length * STEP + STAYS;
  const time = (step: number) => `${((100 * step * STEP) / whole).toFixed(2)}%`;
  const seen = reach.map((_, at) => {
    const before = at === 0 ? '' : '0% { opacity: 0; } ';
    const after = at === last ? '' : ` ${time(at + 1)} { opacity: 0; }`;
    return `@keyframes at-${at} { ${before}${time(at)} { opacity: 1; }${after} }
.at-${at} { animation: at-${at} ${whole}s step-end infinite; }`;
  });
  const grows = reach.map((share, at) => `${time(at)} { transform: scaleX(${share.toFixed(4)}); }`);
  const hidden = reach.slice(0, last).map((_, at) => `.at-${at}`);
  return `${hidden.join(', ')} { opacity: 0; }
@media (prefers-reduced-motion: no-preference) {
${seen.join('\n')}
@keyframes until { ${grows.join(' ')} ${time(last + 0.3)}, 100% { transform: scaleX(1); } }
.until { animation: until ${whole}s linear infinite; }
}`;
}
