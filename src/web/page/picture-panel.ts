import { html, noChange, nothing, type TemplateResult } from 'lit';
import { CONFUSABLE } from '../../images/stimuli/ambiguous';
import { MOTION_NAMES, type MotionName, type PictureChoice } from '../scene/page-state';
import { seesDigits } from '../scene/pictures';
import type { App } from './app';
import { button, choice, percent, slider } from './controls';
import type { Shown } from './shown';

/** Kinds of pictures, as people choose them. */
const KINDS: Readonly<Record<PictureChoice['kind'], string>> = {
  drawn: 'drawn by hand',
  digit: 'a digit',
  example: 'a test image',
  morph: 'between two digits',
  moving: 'a moving digit',
  empty: 'nothing',
};

const MOTIONS: Readonly<Record<MotionName, string>> = {
  drifting: 'drifts away and back',
  turning: 'turns and comes back',
  'passing-bar': 'a bar passes in front',
};

/** The image: where it comes from, what is done to it, and a pad to draw on. */
export function picturePanel(app: App, shown: Shown): TemplateResult {
  const { state, opened, examples } = shown;
  const digits = opened !== undefined && seesDigits(opened);
  const kinds: PictureChoice['kind'][] = [
    ...(state.picture.kind === 'drawn' ? (['drawn'] as const) : []),
    ...(digits ? (['digit', 'morph', 'moving'] as const) : []),
    ...(examples ? (['example'] as const) : []),
    'empty',
  ];
  return html`<section class="panel picture" aria-labelledby="picture-title">
    <h2 id="picture-title">Image</h2>
    <div class="pads">
      <figure>
        <canvas
          id="pad"
          tabindex="0"
          role="application"
          aria-label="Pad to draw on: arrow keys move the pen, the space bar puts it down and lifts it"
        ></canvas>
        <figcaption>Draw here, or drop a picture or a network</figcaption>
      </figure>
      <figure>
        <canvas id="seen" role="img" aria-label=${`What the network sees: ${inWords(shown)}`}></canvas>
        <figcaption>What the network sees</figcaption>
      </figure>
    </div>
    <p class="buttons" id="pad-buttons">
      <button type="button" id="undo">Undo</button>
      <button type="button" id="clear">Clear</button>
      <label class="file">Open a file<input type="file" id="file" accept="image/*,.safetensors" /></label>
    </p>
    <p class="unseen" id="pen" role="status" aria-live="polite"></p>
    ${choice({
      ...{ id: 'kind', label: 'Image', value: state.picture.kind },
      options: kinds.map((kind) => [kind, KINDS[kind]]),
      changed: (kind) =>
        app.change({ picture: beginningOf(kind as PictureChoice['kind'], state.picture) }),
    })}
    ${detail(app, shown)}
    <details ?open=${state.noise + state.occlusion + state.clutter > 0 ? true : noChange}>
      <summary>Make it harder</summary>
      ${slider({
        ...{ id: 'noise', label: 'Noise', value: state.noise, least: 0, most: 0.8, by: 0.05 },
        said: state.noise.toFixed(2),
        changed: (noise) => app.change({ noise }),
      })}
      ${slider({
        ...{ id: 'occlusion', label: 'Covered by grey patches', value: state.occlusion },
        ...{ least: 0, most: 0.6, by: 0.05, said: percent(state.occlusion) },
        changed: (occlusion) => app.change({ occlusion }),
      })}
      ${slider({
        ...{ id: 'clutter', label: 'Other images behind', value: state.clutter },
        ...{ least: 0, most: 5, by: 1, changed: (clutter) => app.change({ clutter }) },
      })}
      ${button('New random draw', () => app.change({ seed: state.seed + 1 }))}
    </details>
  </section>`;
}

/** What more there is to choose of a kind of picture. */
function detail(app: App, { state, opened, examples }: Shown): TemplateResult | typeof nothing {
  const { picture } = state;
  const set = (change: Partial<PictureChoice>) =>
    app.change({ picture: { ...picture, ...change } as PictureChoice });
  const digit = (value: number) =>
    choice({
      ...{ id: 'digit', label: 'Digit', value: String(value) },
      options: Array.from({ length: 10 }, (_, at) => [String(at), String(at)] as const),
      changed: (said) => set({ digit: Number(said) }),
    });
  const another = (item: number) => button('Another example', () => set({ item: item + 1 }));
  switch (picture.kind) {
    case 'digit':
      return html`${digit(picture.digit)} ${another(picture.item)}`;
    case 'moving':
      return html`${digit(picture.digit)}
      ${choice({
        ...{ id: 'motion', label: 'Motion', value: picture.motion },
        options: MOTION_NAMES.map((name) => [name, MOTIONS[name]]),
        changed: (motion) => set({ motion: motion as MotionName }),
      })}
      ${another(picture.item)}`;
    case 'morph':
      return html`${choice({
        ...{ id: 'digits', label: 'Digits', value: picture.digits.join('-') },
        options: CONFUSABLE.map((pair) => [pair.join('-'), pair.join(' and ')]),
        changed: (said) => {
          const digits = CONFUSABLE.find((pair) => pair.join('-') === said);
          if (digits) set({ digits });
        },
      })}
      ${slider({
        ...{ id: 'level', label: 'Morph level', value: picture.level, least: 0, most: 1 },
        ...{ by: 0.05, said: picture.level.toFixed(2), changed: (level) => set({ level }) },
      })}
      ${another(picture.item)}`;
    case 'example': {
      const label = examples?.labels[picture.index];
      return html`${slider({
        ...{ id: 'example', label: 'Test image', value: picture.index, least: 0 },
        ...{ most: (examples?.labels.length ?? 1) - 1, by: 1 },
        said: `${picture.index}, true label ${opened?.classNames[label ?? -1] ?? 'unknown'}`,
        changed: (index) => set({ index }),
      })}`;
    }
    default:
      return nothing;
  }
}

/** A kind of picture as it is first shown. */
function beginningOf(kind: PictureChoice['kind'], before: PictureChoice): PictureChoice {
  const digit = 'digit' in before ? before.digit : 4;
  const item = 'item' in before ? before.item : 3;
  switch (kind) {
    case 'drawn':
      return before;
    case 'empty':
      return { kind };
    case 'example':
      return { kind, index: 0 };
    case 'digit':
      return { kind, digit, item };
    case 'morph':
      return { kind, digits: CONFUSABLE[0], item: 1, level: 0.5 };
    case 'moving':
      return { kind, digit, item, motion: 'turning' };
  }
}

/** What is at the bottom, for those who cannot see it. */
function inWords({ state: { picture }, opened, examples }: Shown): string {
  switch (picture.kind) {
    case 'empty':
      return 'nothing, all pixels are black';
    case 'drawn':
      return 'a picture of your own';
    case 'digit':
      return `a drawn ${picture.digit}`;
    case 'example':
      return `a test image of ${opened?.classNames[examples?.labels[picture.index] ?? -1] ?? 'something'}`;
    case 'morph':
      return `a digit between ${picture.digits.join(' and ')}, at morph level ${picture.level.toFixed(2)}`;
    case 'moving':
      return `a moving ${picture.digit} (${MOTIONS[picture.motion]})`;
  }
}
