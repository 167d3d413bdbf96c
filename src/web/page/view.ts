import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { TOUR } from '../scene/tour-stops';
import type { App } from './app';
import { button } from './controls';
import { exportPanel } from './export-panel';
import { momentOf } from './moment';
import { picturePanel } from './picture-panel';
import { racePanel } from './race-panel';
import { settingsPanel } from './settings-panel';
import type { Shown } from './shown';

/** The page as a whole, as its state has it; canvases and charts are drawn into it afterwards. */
export function view(app: App, shown: Shown): TemplateResult {
  const { problem } = shown;
  const moment = momentOf(shown, shown.state);
  return html`
    <header>
      <h1 tabindex="-1">topdown</h1>
      <p class="lead">
        Draw a digit and watch a recurrent network settle on what it is. It runs on this page alone:
        nothing that you draw is sent anywhere.
      </p>
      ${networkChoice(app, shown)}
      <p class="buttons">
        <button type="button" id="take-tour" @click=${() => app.visit(1)}>Take the tour</button>
        <button type="button" @click=${() => app.reset()}>Reset</button>
      </p>
    </header>
    ${tourPanel(app, shown)}
    ${
      problem === undefined
        ? nothing
        : html`<p class="problem" role="alert">${problem}
            ${button('Close', () => app.tell(undefined), { next: 'h1' })}</p>`
    }
    <main aria-busy=${app.isOpening ? 'true' : 'false'}>
      ${picturePanel(app, shown)}
      ${racePanel(app, shown, moment)}
      ${settingsPanel(app, shown)}
      ${exportPanel(app, shown, moment)}
    </main>`;
}

function networkChoice(app: App, { networks, state, own }: Shown): TemplateResult {
  const choose = (event: Event) => {
    const { value } = event.target as HTMLSelectElement;
    const listed = networks.find(({ name }) => name === value);
    if (listed) app.choose(listed);
  };
  return html`<p class="field">
    <label for="network">Network</label>
    <select id="network" @change=${choose}>
      ${own === undefined ? nothing : html`<option value="" .selected=${live(true)}>${own}</option>`}
      ${networks.map(
        ({ name, title }) =>
          html`<option value=${name} .selected=${live(own === undefined && name === state.network)}>${title}</option>`,
      )}
    </select>
  </p>`;
}

function tourPanel(app: App, { state: { tour } }: Shown): TemplateResult | typeof nothing {
  const stop = tour === undefined ? undefined : TOUR[tour - 1];
  if (tour === undefined || !stop) return nothing;
  return html`<section class="tour" aria-labelledby="tour-title">
    <h2 id="tour-title">${tour} of ${TOUR.length}: ${stop.title}</h2>
    <p aria-live="polite">${stop.words}</p>
    <p class="buttons">
      ${button('Back', () => app.visit(tour - 1), { disabled: tour === 1 })}
      ${button('Next', () => app.visit(tour + 1), { disabled: tour === TOUR.length })}
      ${button('End the tour', () => app.visit(undefined), { next: '#take-tour' })}
    </p>
  </section>`;
}
