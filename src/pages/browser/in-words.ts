import { allEqual, overWindow, ranked, runnersUp } from '../../observation/scores';
import type { Prefers, Window } from '../../perception/perception-settings';

/** A score or a goodness, as all of the page shows it. */
export function inDigits(value: number): string {
  return value.toFixed(2);
}

/**
 * What is to be seen at a step under a label. `goodness` and `scores` are those of the step; `start` says what
 * step 0 is.
 */
export function momentInWords(
  step: number,
  label: number,
  goodness: readonly (readonly number[])[],
  scores: readonly number[],
  names: readonly string[],
  prefers: Prefers,
  start = 'one pass from below',
): string {
  const layers = (goodness[label] ?? []).map((one, at) => `layer ${at + 1}: ${inDigits(one)}`);
  const first = step === 0 ? ` (${start})` : '';
  const best = allEqual(scores)
    ? 'no label has come down yet: all are equal'
    : `the best label at this step is ${names[ranked(scores, prefers)[0] ?? 0]}`;
  const score = inDigits(scores[label] ?? 0);
  return `Step ${step}${first}, label ${names[label]}: score ${score}; ${layers.join(', ')}; ${best}.`;
}

/** What a layer's canvas shows, for those who cannot see it. */
export function layerInWords(
  layer: number,
  activity: Uint8Array,
  most: number,
  { step, under }: { readonly step: number; readonly under: string },
): string {
  const active = activity.filter((one) => one > 0).length;
  const strongest = (activity.reduce((high, one) => Math.max(high, one), 0) / 255) * most;
  return (
    `Activity of layer ${layer + 1} at step ${step} under ${under}: ` +
    `${active} of ${activity.length} units active, the most active at ${inDigits(strongest)}`
  );
}

/** A number with its sign, as a difference is read. */
function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${inDigits(Math.abs(value))}`;
}

/** What a layer's map of differences shows, for those who cannot see it. */
export function differenceInWords(
  layer: number,
  differences: ArrayLike<number>,
  [answer, next]: readonly [answer: string, next: string],
  prefers: Prefers,
): string {
  const all = Array.from(differences);
  const [more, less] = [all.filter((one) => one > 0), all.filter((one) => one < 0)];
  const [ahead, behind] = prefers === 'least' ? [less, more] : [more, less];
  const mean = all.reduce((sum, one) => sum + one, 0) / all.length;
  return (
    `Goodness of each unit of layer ${layer + 1} under ${answer} minus that under ${next}, over the steps that decide: ` +
    `${ahead.length} units are for ${answer}, ${behind.length} for ${next}; ${signed(mean)} per unit`
  );
}

/** What a unit, counted from 0, does. */
export function unitInWords(
  unit: number,
  { activity, difference }: { readonly activity: number; readonly difference: number },
): string {
  return `unit ${unit}: activity ${inDigits(activity)}, difference ${signed(difference)}`;
}

/** Which label the network says, what labels are called, and which one's goodness makes it the answer. */
interface Charted {
  readonly answer: number;
  readonly names: readonly string[];
  readonly prefers: Prefers;
}

/** What the chart comes to, for those who cannot see it. */
export function chartInWords(
  scores: readonly (readonly number[])[],
  window: Window,
  { answer, names, prefers }: Charted,
): string {
  const means = overWindow(scores, window);
  const best = [answer, ...runnersUp(means, answer, prefers)].slice(0, 3);
  const said = best
    .map((label) => `${names[label]} with ${inDigits(means[label] ?? 0)}`)
    .join(', ');
  return (
    `Score of each label over steps 0 to ${scores.length - 1}. On average over steps ` +
    `${window.first} to ${window.last} the ${prefers === 'least' ? 'lowest' : 'highest'} are ${said}.`
  );
}
