import { pictureRaster } from '../../charts/raster';
import { nameFor, numbered } from '../../images/labelled-images';
import { withArticle } from '../../images/with-article';
import type { WatchedFile } from '../../observation/watched-file';
import { gridOf } from '../browser/units-canvas';
import type { WatchedData } from '../browser/watched-data';
import { data, type Html, html } from './html';
import { whyInWords } from './why-in-words';

type Image = WatchedFile['images'][number];

/** Why the network said what it said: the picture, the reason in words, and the time scrubber. */
export function whySection(watched: WatchedFile): Html {
  const { images, units } = watched;
  const first = images[0] as Image;
  const steps = first.goodness.length - 1;
  const names = namesIn(watched);
  const least = watched.prefers === 'least';
  const wasRight = first.answer === first.label;
  return html`<section id="why" aria-labelledby="why-title">
<h2 id="why-title">${titleOf(first, names)}</h2>
<div class="why">
<img id="picture" class="picture" width="${first.columns}" height="${first.rows}" src="${pictureOf(first)}" alt="${aboutOf(first, names)}">
<div><p id="verdict" class="verdict"${wasRight ? html` hidden` : undefined}>True label: <b id="true-label" class="truth">${nameFor(names, first.label)}</b>; answer: <b id="answered" class="answer">${nameFor(names, first.answer)}</b>, which is wrong.</p>
<p id="why-words">${whyInWords(first, { ...watched, classNames: names })}</p></div>
</div>
<noscript><p>JavaScript is needed to step through what the layers did, and to see the other ${images.length - 1} images.</p></noscript>
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
<p class="note">A label’s score at a step is the sum over layers of the goodness per unit, the mean squared activity of a layer’s units. The network’s answer is the label whose score is ${least ? 'lowest' : 'highest'} over the steps that decide. Each square is a unit, in the network’s own order. At step 0, the bottom-up pass, no label has come down yet. Point at a unit, or move between units with the arrow keys, to see its number (from 0) and activity. Over the steps that decide, orange units are more active under the answer than under the runner-up, and blue ones less; ${least ? 'the lead of the answer is how far the mean of their differences is below 0' : 'the mean of their differences is the lead of the answer'}.</p>
<details><summary>All scores as a table</summary>
<div class="scroll" role="group" tabindex="0" aria-label="Score of each label at each step"><table id="scores"><caption>Score of each label at each step</caption><thead></thead><tbody></tbody></table></div>
</details>
</div>
${data('watched', watchedData(watched))}
</section>`;
}

function thumbnail(image: Image, at: number, names: readonly string[]): Html {
  const { label, answer, rows, columns } = image;
  const wrong =
    answer === label
      ? undefined
      : html`<span class="wrong">says ${withArticle(nameFor(names, answer))}</span>`;
  return html`<label><input type="radio" name="image" value="${at}"${at === 0 ? html` checked` : undefined}><span><img width="${columns}" height="${rows}" src="${pictureOf(image)}" alt=""><span>${withArticle(nameFor(names, label))}</span>${wrong}</span></label>
`;
}

function layer(units: number, at: number): Html {
  const { rows, columns } = gridOf(units);
  const canvas = (kind: string, label: string) =>
    html`<div class="grid"><canvas class="${kind}" role="img" aria-label="${label}" width="${columns}" height="${rows}"></canvas><span class="here" hidden></span></div>`;
  return html`<figure class="layer"><figcaption><b>Layer ${at + 1}</b> <span>${units} units</span> <span class="goodness"></span></figcaption>
${canvas('activity', `Activity of layer ${at + 1}`)}
<div class="legend"><span>0</span><span class="ramp"></span><span class="most"></span></div>
<p class="note"><b class="pair"></b>, goodness of each unit</p>
${canvas('apart', `Goodness of each unit of layer ${at + 1}, answer minus runner-up`)}
<div class="legend"><span class="least"></span><span class="ramp both"></span><span class="furthest"></span></div>
<p class="note unit" aria-live="polite"></p></figure>
`;
}

function pictureOf({ rows, columns, channels = 1, pixels }: Image): string {
  const values = Buffer.from(pixels, 'base64');
  return pictureRaster({ rows, columns, channels, values }, { from: 0, to: 255 });
}

/** What the page's script needs of what was watched; the pictures are on the page. */
function watchedData(watched: WatchedFile): WatchedData {
  const { window, units, images, prefers = 'most' } = watched;
  const names = namesIn(watched);
  return {
    ...{ window, units, names, prefers },
    images: images.map((image) => {
      const { label, answer, goodness, activity } = image;
      const words = {
        title: titleOf(image, names),
        why: whyInWords(image, { window, prefers, classNames: names }),
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
  return `Why the network answered ${withArticle(nameFor(names, answer))}`;
}

function aboutOf(
  { index, label }: Pick<Image, 'index' | 'label'>,
  names: readonly string[],
): string {
  return `The picture: held-out image ${index}, ${withArticle(nameFor(names, label))}`;
}
