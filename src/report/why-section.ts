import { nameFor } from '../data/class-names';
import { pictureRaster } from '../figures/picture';
import type { WatchedFile } from '../observation/watched-file';
import { gridOf } from './browser/units-canvas';
import { data, type Html, html } from './html';
import { aboutOf, namesIn, titleOf, watchedData } from './watched-data';
import { whyInWords } from './why-in-words';
import { withArticle } from './with-article';

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
