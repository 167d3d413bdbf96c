/**
 * Seconds that all steps take together. What begins to move by itself and goes on for more than 5 s needs a button
 * that stops it (WCAG 2.2.2), which a picture cannot have.
 */
const WHOLE = 4.5;

/**
 * Styles by which an SVG moves once: what has the class `at-3` is seen at step 3, and what has the class `until` grows
 * from the left to `reach[step]`, a share of its width, at each step, and at last to all of it. The last step stays in
 * sight. Where nothing may move, and in what cannot move it, only that is seen.
 */
export function motion(reach: readonly number[]): string {
  const last = reach.length - 1;
  const time = (step: number) => `${((100 * step) / reach.length).toFixed(2)}%`;
  const seen = reach.map((_, at) => {
    const before = at === 0 ? '' : '0% { opacity: 0; } ';
    const after = at === last ? '' : ` ${time(at + 1)} { opacity: 0; }`;
    return `@keyframes at-${at} { ${before}${time(at)} { opacity: 1; }${after} }
.at-${at} { animation: at-${at} ${WHOLE}s step-end; }`;
  });
  const grows = reach.map((share, at) => `${time(at)} { transform: scaleX(${share.toFixed(4)}); }`);
  const hidden = reach.slice(0, last).map((_, at) => `.at-${at}`);
  return `${hidden.join(', ')} { opacity: 0; }
@media (prefers-reduced-motion: no-preference) {
${seen.join('\n')}
@keyframes until { ${grows.join(' ')} ${time(last + 0.3)}, 100% { transform: scaleX(1); } }
.until { animation: until ${WHOLE}s linear; }
}`;
}
