import { pictureRaster } from '../../charts/raster';
import { nameFor, numbered } from '../../images/labelled-images';
import { overWindow, ranked, runnersUp, scoresByStep } from '../../observation/scores';
import type { WatchedFile } from '../../observation/watched-file';
import type { Window } from '../../perception/perception-settings';
import { inDigits } from '../browser/in-words';
import { gridOf } from '../browser/units-canvas';
import type { WatchedData } from '../browser/watched-data';
import { data, type Html, html } from './html';
import { withArticle } from './in-words';

type Image = WatchedFile['images'][number];

/** Why the network said what it said: the picture, the reason in words, and the time scrubber. */
export function whySection(watched: WatchedFile): Html {
  const { images, window, units } = watched;
  const first = images[0] as Image;
  const steps = first.goodness.length - 1;
  const names = namesIn(watched);
  return html`<section id="why" aria-labelledby="why-title">
<h2 id="why-title">${titleOf(first, names)}</h2>
<div class="why">
<img id="picture" class="picture" width="${first.columns}" height="${first.rows}" src="${pictureOf(first)}" alt="${aboutOf(first, names)}">
<p id="why-words">${whyInWords(first, window, names)}</p>
</div>
<noscript><p>Stepping through what the layers did, and the other ${images.length - 1} images, need JavaScript.</p></noscript>
<div id="scrubber" hidden>
<fieldset class="pictures"><legend>Image</legend>
${images.map((image, at) => thumbnail(image, at, names))}</fieldset>
<fieldset class="labels"><legend>Label held at the top</legend>
${names.map((name, label) => html`<label><input type="radio" name="hypothesis" value="${label}"><span><b>${name}</b><span class="mark"></span></span></label>`)}
</fieldset>
<div class="time">
<div class="scores">
<svg id="chart" role="img" aria-label="Score of each label over the steps"></svg>
<div class="slider"><input type="range" id="step" min="0" max="${steps}" step="1" aria-label="Step"></div>
<p class="moment"><button type="button" id="play">Play</button> <span id="moment" role="status" aria-live="polite"></span></p>
</div>
<div class="layers">
${units.map(layer)}</div>
</div>
<p class="note">A label’s score at a step is the goodness of the layers, summed: the mean square of the activity of a layer’s units. The network says the label whose score is highest over the steps that decide. Each square is a unit, in the network’s own order; at step 0, one pass from below, no label has come down yet.</p>
<details><summary>All scores as a table</summary>
<div class="scroll" role="region" tabindex="0" aria-label="Score of each label at each step"><table id="scores"><caption>Score of each label at each step</caption><thead></thead><tbody></tbody></table></div>
</details>
</div>
${data('watched', watchedData(watched))}
</section>`;
}

function thumbnail(image: Image, at: number, names: readonly string[]): Html {
  const { label, answer, rows, columns } = image;
  const wrong =
    answer === label ? undefined : html`<span class="wrong">says ${nameFor(names, answer)}</span>`;
  return html`<label><input type="radio" name="image" value="${at}"${at === 0 ? html` checked` : undefined}><span><img width="${columns}" height="${rows}" src="${pictureOf(image)}" alt=""><span>${withArticle(nameFor(names, label))}</span>${wrong}</span></label>
`;
}

function layer(units: number, at: number): Html {
  const { rows, columns } = gridOf(units);
  return html`<figure class="layer"><figcaption><b>Layer ${at + 1}</b> <span>${units} units</span> <span class="goodness"></span></figcaption>
<canvas role="img" aria-label="Activity of layer ${at + 1}" width="${columns}" height="${rows}"></canvas>
<div class="legend"><span>0</span><span class="ramp"></span><span class="most"></span></div></figure>
`;
}

function pictureOf({ rows, columns, channels = 1, pixels }: Image): string {
  const values = Buffer.from(pixels, 'base64');
  return pictureRaster({ rows, columns, channels, values }, { from: 0, to: 255 });
}

/** What the page's script needs of what was watched; the pictures are on the page. */
function watchedData(watched: WatchedFile): WatchedData {
  const { window, units, images } = watched;
  const names = namesIn(watched);
  return {
    ...{ window, units, names },
    images: images.map((image) => {
      const { label, answer, goodness, activity } = image;
      const words = {
        title: titleOf(image, names),
        why: whyInWords(image, window, names),
        about: aboutOf(image, names),
      };
      return { label, answer, ...words, goodness, activity };
    }),
  };
}

/** What the classes are called. */
function namesIn({ classNames, images }: WatchedFile): readonly string[] {
  return classNames ?? numbered(images[0]?.goodness[0]?.length ?? 0);
}

function titleOf({ answer }: Pick<Image, 'answer'>, names: readonly string[]): string {
  return `Why it said ${nameFor(names, answer)}`;
}

function aboutOf(
  { index, label }: Pick<Image, 'index' | 'label'>,
  names: readonly string[],
): string {
  return `The picture: held-out image ${index}, ${withArticle(nameFor(names, label))}`;
}

/** Decimals that tell two scores apart which are the same in two. */
const CLOSE = 4;

type Recognised = Pick<WatchedFile['images'][number], 'label' | 'answer' | 'readout' | 'goodness'>;

const NUMBERS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const ORDER = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
];

/** Why the network took an image for what it did, in plain words: with the names of classes. */
export function whyInWords(
  image: Recognised,
  window: Window,
  classNames?: readonly string[],
): string {
  const { label, answer, readout, goodness } = image;
  const name = (one: number) => nameFor(classNames, one);
  const thing = withArticle(name(label));
  const scores = scoresByStep(goodness);
  const means = overWindow(scores, window);
  const order = runnersUp(means, answer);
  const runnerUp = order[0] ?? answer;
  const close = inDigits(means[answer] ?? 0) === inDigits(means[runnerUp] ?? 0);
  const score = (one: number) => (means[one] ?? 0).toFixed(close ? CLOSE : 2);
  const layers = goodness[0]?.[0]?.length ?? 0;
  const place = order.indexOf(label) + 1; // places behind the answer
  const truth = answer !== label && place > 1;
  return [
    answer === label
      ? `This is ${thing}, and the network says so.`
      : `This is ${thing}, but the network says ${name(answer)}.`,
    `Under ${name(answer)} ${layers === 1 ? 'its layer is' : `its ${NUMBERS[layers] ?? layers} layers are`} most active: ` +
      `a score of ${score(answer)} on average over steps ${window.first} to ${window.last}; ` +
      `the runner-up is ${name(runnerUp)}${answer !== label && place === 1 ? ', the true label,' : ''} with ${score(runnerUp)}` +
      `${truth ? `, and the true label, ${name(label)}, comes ${ORDER[place] ?? 'last'} with ${score(label)}` : ''}.`,
    leadInWords(scores, answer, window, name),
    `In one pass, without trying labels, the network says ${name(readout)}${readout === answer ? ' too' : ''}.`,
  ].join(' ');
}

/** From which step on the answer leads, and what led before. */
function leadInWords(
  scores: readonly (readonly number[])[],
  answer: number,
  { last }: Window,
  name: (label: number) => string,
): string {
  const bests = scores.slice(0, last + 1).map((step) => ranked(step)[0] as number);
  const bestAt = (step: number) => name(bests[step] as number);
  const behind = bests.findLastIndex((best, step) => step > 0 && best !== answer);
  if (behind === last) return `At step ${last} alone it would be ${bestAt(last)}.`;
  if (behind < 1) return `Label ${name(answer)} leads from the first step on.`;
  return `Label ${name(answer)} leads from step ${behind + 1} on; at step ${behind} the best was ${bestAt(behind)}.`;
}
