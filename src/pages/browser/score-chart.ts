import { tickStep, ticks } from 'd3-array';
import { apart } from '../../charts/apart';
import { shortened } from '../../charts/shortened';
import { overWindow, runnersUp } from '../../observation/scores';
import type { Prefers, Window } from '../../perception/perception-settings';
import { chartInWords } from './in-words';
import type { Moment } from './watched-data';

/** Pixels between labels at the ends of lines, between steps on the axis, and of the longest note. */
const GAP = 13;
const STEP_GAP = 18;
const NOTE = 110;
/** About so many marks on the axis of scores. */
const MARKS = 4;

/** What the chart is of. */
interface Charted {
  /** The label that the network says. */
  readonly answer: number;
  /** The true label, where that is known. */
  readonly truth?: number | undefined;
  readonly scores: Scores;
  readonly window: Window;
  /** What the labels stand for. */
  readonly names: readonly string[];
  /** Which label's goodness makes it the answer. */
  readonly prefers: Prefers;
}

/** Draws the labels' scores over the steps into an SVG element, as wide as it is. */
export function drawScores(
  chart: SVGSVGElement,
  { answer, truth, scores, window, names, prefers }: Charted,
  shown: Pick<Moment, 'step' | 'hypothesis'>,
): void {
  if (chart.clientWidth === 0) return; // it is not on show
  const scales = scalesOf(chart.clientWidth, scores, names);
  chart.setAttribute('height', String(HEIGHT));
  chart.setAttribute('aria-label', chartInWords(scores, window, { answer, names, prefers }));
  chart.replaceChildren(
    ...frame(scales, scores, window),
    ...lines(scales, { answer, truth, scores, window, names, prefers }, shown),
    ...cursor(scales, scores, shown),
  );
}

/** What lies under the lines: the steps that decide, and the axes. */
function frame(
  { x, y, left, right, top, bottom, low, high }: Scales,
  scores: Scores,
  { first, last }: Window,
) {
  const half = (x(1) - x(0)) / 2;
  const [from, to] = [Math.max(left, x(first) - half), Math.min(right, x(last) + half)];
  const size = { width: to - from, height: bottom - top };
  const values = ticks(low, high, MARKS);
  const between = tickStep(low, high, MARKS); // 0 where all scores are the same
  const decimals = between > 0 ? Math.max(0, -Math.floor(Math.log10(between) + 1e-9)) : 1;
  const above = top - 8;
  const every = Math.ceil(STEP_GAP / (x(1) - x(0)));
  const steps = [...scores.keys()].filter((step) => step % every === 0);
  return [
    element('rect', 'window', { x: from, y: top, ...size }),
    text('tick', Math.min(from + 4, right - NOTE), above, 'these steps decide'),
    text('tick', 0, above, 'score'),
    ...values.flatMap((value) => [
      element('line', 'rule', { x1: left, x2: right, y1: y(value), y2: y(value) }),
      text('tick end', left - 8, y(value) + 4, value.toFixed(decimals)),
    ]),
    text('tick', 0, bottom + 17, 'step'),
    ...steps.map((step) => text('tick middle', x(step), bottom + 17, String(step))),
  ];
}

/**
 * A line for each label, the chosen one on top; with the labels where they end, or, where there is not room for all,
 * those of the chosen one, of the answer, of the truth and of what comes next.
 */
function lines(
  { x, y, right, top, bottom, letters }: Scales,
  { answer, truth = answer, scores, window, names, prefers }: Charted,
  { hypothesis }: Pick<Moment, 'hypothesis'>,
) {
  const next = runnersUp(overWindow(scores, window), answer, prefers);
  const order = [...new Set([hypothesis, answer, truth, ...next])];
  const ends = order.map((label) => y(scores.at(-1)?.[label] ?? 0));
  const places = apart(ends, GAP, [top + 4, bottom]);
  const drawn = order.map((label, at) => {
    const role = label === answer ? 'answer' : label === truth ? 'truth' : '';
    const kind = `${role} ${label === hypothesis ? 'chosen' : ''}`;
    const points = scores.map((at, step) => `${x(step)},${y(at[label] ?? 0)}`).join(' ');
    const line = element('polyline', kind, { points });
    const place = places[at];
    if (place === undefined) return [line];
    const name = shortened(names[label] ?? '', letters);
    return [line, text(`name ${kind}`, right + 8, place + 4, name)];
  });
  return drawn.reverse().flat();
}

function cursor(
  { x, y, top, bottom }: Scales,
  scores: Scores,
  { step, hypothesis }: Pick<Moment, 'step' | 'hypothesis'>,
) {
  const place = { cx: x(step), cy: y(scores[step]?.[hypothesis] ?? 0) };
  return [
    element('line', 'cursor', { x1: x(step), x2: x(step), y1: top, y2: bottom }),
    element('circle', 'dot', { ...place, r: 5 }),
  ];
}

/** Pixels. The page's style sets the slider below in line with the steps, by the same margins. */
const HEIGHT = 250;
const [LEFT, RIGHT, TOP, BOTTOM] = [46, 30, 22, 26];
/** Within the frame, above and below the lines. */
const ROOM = 4;

/** By step, then by label. */
type Scores = readonly (readonly number[])[];

/** Where a step and a score are in the chart, and the edges of its frame. */
interface Scales {
  readonly x: (step: number) => number;
  readonly y: (score: number) => number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly low: number;
  readonly high: number;
  /** Of a name at the end of a line, for which there is room. */
  readonly letters: number;
}

/** The scales that fit these scores into a chart of a width. */
function scalesOf(width: number, scores: Scores, names: readonly string[]): Scales {
  const all = scores.flat();
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const beside = besides(names, width);
  const [right, bottom] = [width - beside, HEIGHT - BOTTOM];
  const height = bottom - TOP - 2 * ROOM;
  return {
    x: (step) => LEFT + (step / (scores.length - 1)) * (right - LEFT),
    y: (score) => bottom - ROOM - ((score - low) / (high - low || 1)) * height,
    ...{ left: LEFT, right, top: TOP, bottom, low, high },
    letters: Math.floor((beside - AROUND) / LETTER),
  };
}

/** Pixels of a letter of a name in bold, about, and around it. */
const LETTER = 9;
const AROUND = 14;
/** The share of the width that names take at most, however long they are. */
const MOST = 1 / 3;

/** What stands at the ends of the lines takes so much on the right of the frame. */
function besides(names: readonly string[], width: number): number {
  const needed = AROUND + LETTER * Math.max(...names.map(({ length }) => length));
  return Math.max(RIGHT, Math.min(needed, MOST * width));
}

/** Half a slider's thumb, which reaches beyond the last step. */
const THUMB = 8;

/** Leaves so much room at the right of a slider's track that the slider ends where the lines of the chart above it do. */
export function alignTrack(
  track: HTMLElement,
  { clientWidth }: Pick<SVGSVGElement, 'clientWidth'>,
  names: readonly string[],
): void {
  track.style.paddingRight = `${besides(names, clientWidth) - THUMB}px`;
}

const SVG = 'http://www.w3.org/2000/svg';

/** An element of an SVG, of a class that the page's style knows. */
function element(
  name: string,
  kind: string,
  attributes: Readonly<Record<string, string | number>>,
): SVGElement {
  const made = document.createElementNS(SVG, name) as SVGElement;
  made.setAttribute('class', kind);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}

/** Words in an SVG. */
function text(kind: string, x: number, y: number, content: string): SVGElement {
  const made = element('text', kind, { x, y });
  made.textContent = content;
  return made;
}
