import { type Goodness, ranked, scoresByStep, summedOver } from '../src/observation/scores';
import type { Window } from '../src/perception/perception-settings';
import { motion } from './motion';

/** A network that watched one image under every label. */
export interface Recording {
  /** The image, as a data URL. */
  readonly image: string;
  /** What the labels are called: [hypotheses]. */
  readonly classNames: readonly string[];
  /** Goodness per unit, by step from 0 (the bottom-up pass), hypothesis and layer. */
  readonly goodness: Goodness;
  /** What layer 1 expects of the pixels under each label, side by side, as a data URL: one a step. */
  readonly expected: readonly string[];
  readonly window: Window;
  readonly caption: string;
}

type Scores = readonly (readonly number[])[];

/** Pixels: all of it, the image, the chart, and a picture of what a label expects. */
const ALL = { width: 880, height: 450 };
const IMAGE = { x: 20, y: 64, size: 168 };
const CHART = { left: 250, right: 860, top: 64, bottom: 290 };
const TILES = { x: 250, y: 326, size: 60 };
/** Pixels between lines of words, and at the right of the chart. */
const LINE = 20;
const ENDS = 34;

const STYLE = `text { font: 13px system-ui, sans-serif; fill: #1a1a1a; } .paper { fill: #fff; } .faint { fill: #5b6470; }
.line { fill: none; stroke: #1a1a1a; stroke-width: 1.4; stroke-opacity: 0.5; } .shade { fill: #1a1a1a; fill-opacity: 0.07; }
.wins { stroke: #d55e00; stroke-width: 4; stroke-opacity: 1; } .said { fill: #b34e00; font-weight: 700; } .big { font-size: 17px; font-weight: 700; }
image { image-rendering: pixelated; }
@media (prefers-color-scheme: dark) { text { fill: #e6e6e6; } .paper { fill: #17191d; } .faint { fill: #a3aebd; }
.line { stroke: #e6e6e6; } .shade { fill: #e6e6e6; } .wins { stroke: #ff8a3d; } .said { fill: #ff8a3d; } }`;

/** The recording as an SVG that moves by itself once (`motion`). */
export function movingSvg(recording: Recording): string {
  const { goodness, window, classNames, expected, image, caption } = recording;
  const scores = scoresByStep(goodness);
  const [answer = 0] = ranked(summedOver(scores, window), 'most');
  const { x, y } = places(scores);
  const last = scores.length - 1;
  const { width, height } = ALL;
  const reach = scores.map((_, step) => (x(step) + 3) / width);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${caption}">
<style>${STYLE}
${motion(reach)}</style>
<clipPath id="past"><rect class="until" width="${width}" height="${height}"/></clipPath>
<rect class="paper" width="${width}" height="${height}" rx="8"/>
${words(IMAGE.x, 30, `A handwritten digit, watched for ${last} steps`, 'big')}
<image x="${IMAGE.x}" y="${IMAGE.y}" width="${IMAGE.size}" height="${IMAGE.size}" href="${image}"/>
${scores.map((_, step) => words(IMAGE.x, IMAGE.y + IMAGE.size + 30, `step ${step}`, `big at-${step}`)).join('\n')}
${words(IMAGE.x, IMAGE.y + IMAGE.size + 56, `It says ${classNames[answer]}.`, `said big at-${last}`)}
${words(CHART.left, CHART.top - 10, 'Score of each label held at the top', 'faint')}
${shaded(window, x)}
<g clip-path="url(#past)">
${linesOf(scores, answer, x, y)}
</g>
${endsOf(recording, scores, answer, x(last) + 10, y)}
${scores.map((_, step) => words(x(step), CHART.bottom + 16, String(step), 'faint', 'middle')).join('')}
${words(IMAGE.x, TILES.y + 26, 'What layer 1 expects of', 'faint')}
${words(IMAGE.x, TILES.y + 26 + LINE, 'the pixels, by label', 'faint')}
${expected.map((tiles, step) => `<image class="at-${step}" x="${TILES.x}" y="${TILES.y}" width="${classNames.length * TILES.size}" height="${TILES.size}" href="${tiles}"/>`).join('\n')}
${classNames.map((name, at) => words(TILES.x + (at + 0.5) * TILES.size, TILES.y + TILES.size + 17, name, at === answer ? 'said' : 'faint', 'middle')).join('')}
${words(IMAGE.x, height - 16, caption, 'faint')}
</svg>
`;
}

function words(x: number, y: number, text: string, kind: string, anchor = 'start'): string {
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" class="${kind}" text-anchor="${anchor}">${text}</text>`;
}

/** Where steps and scores lie in the chart. */
function places(scores: Scores) {
  const all = scores.flat();
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const { left, right, top, bottom } = CHART;
  return {
    x: (step: number) => left + ((step + 0.5) * (right - ENDS - left)) / scores.length,
    y: (score: number) => bottom - 30 - ((score - low) / (high - low || 1)) * (bottom - top - 40),
  };
}

function shaded({ first, last }: Window, x: (step: number) => number): string {
  const [from, to] = [x(first - 0.5), x(last + 0.5)];
  const { top, bottom } = CHART;
  return `<rect class="shade" x="${from.toFixed(1)}" y="${top}" width="${(to - from).toFixed(1)}" height="${bottom - top}"/>
${words((from + to) / 2, bottom - 8, `steps ${first} to ${last} decide`, 'faint', 'middle')}`;
}

/** A line a label, the answer's above the others. */
function linesOf(
  scores: Scores,
  answer: number,
  x: (step: number) => number,
  y: (score: number) => number,
): string {
  const labels = (scores[0] ?? []).map((_, label) => label).filter((label) => label !== answer);
  const line = (label: number) => {
    const points = scores.map(
      (step, at) => `${x(at).toFixed(1)},${y(step[label] as number).toFixed(1)}`,
    );
    return `<polyline class="line${label === answer ? ' wins' : ''}" points="${points.join(' ')}"/>`;
  };
  return [...labels, answer].map(line).join('\n');
}

/** Pixels between the labels at the ends of lines. */
const APART = 13;

/** The labels at the ends of their lines at the last step, apart from each other. */
function endsOf(
  { classNames }: Recording,
  scores: Scores,
  answer: number,
  x: number,
  y: (score: number) => number,
): string {
  const last = scores.at(-1) ?? [];
  const kind = (label: number) => `${label === answer ? 'said' : 'faint'} at-${scores.length - 1}`;
  const order = ranked(last, 'most');
  // From the lowest up, so that none is pushed below the chart.
  let below = CHART.bottom + APART;
  const ends = order.reverse().map((label) => {
    below = Math.min(below - APART, y(last[label] as number) + 4);
    return words(x, below, classNames[label] as string, kind(label));
  });
  return ends.join('');
}
