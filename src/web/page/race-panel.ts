import { html, nothing, type TemplateResult } from 'lit';
import { gridOf } from '../../pages/browser/units-canvas';
import type { App } from './app';
import { button, choice } from './controls';
import { type MomentSeen, UNLABELLED } from './moment';
import { hasAnswered, titleOf, wordsOf } from './moment-in-words';
import { PACES, type Shown } from './shown';

/** What the network does: the race of the labels, step by step, and what its layers do meanwhile. */
export function racePanel(app: App, shown: Shown, moment: MomentSeen | undefined): TemplateResult {
  const { opened, playing, state } = shown;
  return html`<section class="panel race" aria-labelledby="race-title">
    <h2 id="race-title">${titleOf(moment, shown)}</h2>
    <p class="unseen" role="status" aria-live="polite">${moment ? titleOf(moment, shown) : ''}</p>
    <svg id="chart" role="img" aria-label="Score of each label by time step"></svg>
    <div class="play">
      <div id="track"><input
        type="range"
        id="step"
        min="0"
        max=${app.lastStep}
        step="1"
        .value=${String(state.step)}
        aria-label="Time step"
        aria-valuetext=${`step ${state.step} of ${app.lastStep}`}
        @input=${(event: Event) => app.stepTo(Number((event.target as HTMLInputElement).value))}
      /></div>
      <p class="buttons">
        ${button('◀ Step', () => app.stepTo(state.step - 1), { disabled: state.step === 0 })}
        ${button(playing ? 'Pause' : 'Play', () => app.play())}
        ${button('Step ▶', () => app.stepTo(state.step + 1), { disabled: state.step >= app.lastStep })}
        ${choice({
          ...{ id: 'pace', label: 'Speed', value: String(shown.pace) },
          options: [
            [String(PACES.fast), 'fast'],
            [String(PACES.usual), 'usual'],
            [String(PACES.slow), 'slow motion'],
          ],
          changed: (pace) => app.setPace(Number(pace)),
        })}
      </p>
    </div>
    <p class="moment">${momentOrWhyNone(app, shown, moment)}</p>
    ${expectations(app, shown, moment)}
    <h3>What the layers do</h3>
    <div class="layers">
      ${(opened?.units ?? []).map(
        (units, at) => html`<figure class="layer">
          <figcaption><b>Layer ${at + 1}</b> ${units} units <span class="goodness"></span></figcaption>
          <canvas role="img" class="units" width=${gridOf(units).columns} height=${gridOf(units).rows}
            aria-label=${`Activity of layer ${at + 1}`}></canvas>
        </figure>`,
      )}
    </div>
    <h3>The same image in one pass</h3>
    <p class="note">What the readout makes of the bottom-up pass alone, with no label from above.</p>
    ${onePass(shown)}
  </section>`;
}

/** What is to be seen at the moment; while a network is opened, that, since the one before is not it. */
function momentOrWhyNone(app: App, shown: Shown, moment: MomentSeen | undefined): string {
  if (app.isOpening) return 'The network is loading …';
  if (!shown.opened) return 'No network is open: choose one, or open a file.';
  return moment ? wordsOf(shown, moment) : 'The network is watching …';
}

/** What each label expects of the pixels, a picture each; the one that is looked at is marked. */
function expectations(
  app: App,
  shown: Shown,
  moment: MomentSeen | undefined,
): TemplateResult | typeof nothing {
  const { opened, state } = shown;
  if (!opened || !moment) return nothing;
  const answer = hasAnswered(moment, shown) ? moment.answer : undefined;
  const { races, hypothesis } = moment;
  const names = races ? moment.names : [moment.top ?? UNLABELLED];
  return html`<fieldset class=${`expected${races ? '' : ' alone'}${isWorded(names) ? ' worded' : ''}`}>
    <legend>${races ? 'What each label expects of the pixels, smoothed' : 'What the network expects of the pixels, smoothed'}</legend>
    ${names.map(
      (name, at) => html`<label>
        <input type="radio" name="hypothesis" .checked=${at === hypothesis}
          @change=${() => app.change({ label: races ? at : undefined })} />
        <span><canvas class="expectation" width=${opened.columns} height=${opened.rows}></canvas>
        <b>${name}</b>${at === answer ? html`<span class="mark">answer</span>` : nothing}</span>
      </label>`,
    )}
    ${
      races && state.label !== undefined
        ? button('Follow the answer', () => app.change({ label: undefined }), {
            next: `.expected label:nth-of-type(${moment.answer + 1}) input`,
          })
        : nothing
    }
  </fieldset>`;
}

function onePass({ opened, watched }: Shown): TemplateResult | typeof nothing {
  if (!opened || !watched) return nothing;
  if (watched.scene.pictures.length === 0) return html`<p>There is no image to recognise.</p>`;
  return html`<table class="bars">
    <caption class="unseen">Probability of each label in one pass</caption>
    <tbody>
      ${opened.classNames.map((name, label) => {
        const share = watched.of.onePass[label] ?? 0;
        return html`<tr>
          <th scope="row">${name}</th>
          <td><meter min="0" max="1" value=${share} aria-label=${`probability of ${name}`}></meter></td>
          <td>${(100 * share).toFixed(0)} %</td>
        </tr>`;
      })}
    </tbody>
  </table>`;
}

/** Letters of a name that fit under a tenth of the panel. */
const SHORT = 3;

function isWorded(names: readonly string[]): boolean {
  return names.some(({ length }) => length > SHORT);
}
