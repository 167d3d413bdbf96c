import { overWindow, scoresByStep } from '../../observation/scores';
import type { Window } from '../../perception/perception-settings';
import { inDigits, momentInWords } from './in-words';
import type { ShowLayers } from './layers';
import { alignTrack, drawScores } from './score-chart';
import type { Moment, WatchedData, WatchedOnPage } from './watched-data';

/** Shows what of an image stays the same from step to step. */
export function showImage(
  { images, window, names }: WatchedData,
  { image: at, hypothesis }: Moment,
): void {
  const image = images[at] as WatchedOnPage;
  const picture = part<HTMLImageElement>('picture');
  const small = radios('image')[at]?.parentElement?.querySelector('img');
  if (small) picture.src = small.src;
  picture.alt = image.about;
  part('why-title').textContent = image.title;
  part('why-words').textContent = image.why;
  showVerdict(part('verdict'), image, names);
  for (const [label, input] of radios('hypothesis').entries()) {
    input.checked = label === hypothesis;
    input.parentElement?.setAttribute('class', markOf(label, image));
    const mark = input.parentElement?.querySelector('.mark');
    if (mark) mark.textContent = markOf(label, image);
  }
  fillScoreTable(part('scores'), scoresByStep(image.goodness), window, names);
}

/** Says what was true and what was said, where they differ. */
function showVerdict(
  verdict: HTMLElement,
  { label, answer }: WatchedOnPage,
  names: readonly string[],
): void {
  verdict.hidden = label === answer;
  part('true-label').textContent = names[label] ?? '';
  part('answered').textContent = names[answer] ?? '';
}

function markOf(label: number, { answer, label: truth }: WatchedOnPage): string {
  if (label === answer) return 'answer';
  return label === truth ? 'true' : '';
}

/** Shows a step under a label: in words, as a point of the chart, and what the layers do. */
export function showMoment(
  { images, window, names, prefers }: WatchedData,
  shown: Moment,
  showLayers: ShowLayers,
): void {
  const { step, hypothesis } = shown;
  const image = images[shown.image] as WatchedOnPage;
  const scores = scoresByStep(image.goodness);
  const slider = part<HTMLInputElement>('step');
  slider.value = String(step);
  slider.setAttribute('aria-valuetext', `step ${step} of ${slider.max}`);
  part('moment').textContent = momentInWords(
    step,
    hypothesis,
    image.goodness[step] ?? [],
    scores[step] ?? [],
    names,
    prefers,
  );
  const chart = part<SVGSVGElement>('chart');
  if (slider.parentElement) alignTrack(slider.parentElement, chart, names);
  drawScores(
    chart,
    { answer: image.answer, truth: image.label, scores, window, names, prefers },
    shown,
  );
  showLayers(shown);
}

/** Fills a table with the labels' scores: a row a label, a column a step, and their average. */
function fillScoreTable(
  table: HTMLTableElement,
  scores: readonly (readonly number[])[],
  window: Window,
  names: readonly string[],
): void {
  const means = overWindow(scores, window);
  const steps = scores.map((_, step) => `step ${step}`);
  const head = row('th', ['label', ...steps, `steps ${window.first}–${window.last}`]);
  for (const cell of head.children) cell.setAttribute('scope', 'col');
  const rows = means.map((mean, label) => {
    const cells = scores.map((step) => inDigits(step[label] ?? 0));
    const made = row('td', [...cells, inDigits(mean)]);
    const name = document.createElement('th');
    name.setAttribute('scope', 'row');
    name.textContent = names[label] ?? '';
    made.prepend(name);
    return made;
  });
  table.tHead?.replaceChildren(head);
  table.tBodies[0]?.replaceChildren(...rows);
}

function row(kind: 'th' | 'td', texts: readonly string[]): HTMLTableRowElement {
  const made = document.createElement('tr');
  for (const text of texts) {
    const cell = document.createElement(kind);
    cell.textContent = text;
    made.append(cell);
  }
  return made;
}

/** The page's element of this id. */
export function part<E extends Element>(id: string): E {
  return document.getElementById(id) as unknown as E;
}

/** The scrubber's radio buttons of this name, in their order. */
export function radios(name: string): HTMLInputElement[] {
  return [...part('scrubber').querySelectorAll<HTMLInputElement>(`input[name="${name}"]`)];
}
