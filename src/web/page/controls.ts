import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

/** A number that a slider sets. */
export interface SliderOf {
  readonly id: string;
  readonly label: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly by: number;
  /** The value as people read it. */
  readonly said?: string;
  readonly changed: (value: number) => void;
}

export function slider(of: SliderOf): TemplateResult {
  const { id, label, value, least, most, by, said = String(value), changed } = of;
  return html`<p class="field">
    <label for=${id}>${label} <output for=${id}>${said}</output></label>
    <input
      type="range"
      id=${id}
      min=${least}
      max=${most}
      step=${by}
      .value=${String(value)}
      aria-valuetext=${said}
      @input=${(event: Event) => changed(Number((event.target as HTMLInputElement).value))}
    />
  </p>`;
}

/** A choice among a few. */
export interface ChoiceOf {
  readonly id: string;
  readonly label: string;
  /** The value of the chosen one. */
  readonly value: string;
  readonly options: readonly (readonly [value: string, said: string])[];
  readonly changed: (value: string) => void;
}

export function choice({ id, label, value, options, changed }: ChoiceOf): TemplateResult {
  return html`<p class="field">
    <label for=${id}>${label}</label>
    <select
      id=${id}
      @change=${(event: Event) => changed((event.target as HTMLSelectElement).value)}
    >
      ${options.map(
        ([one, said]) =>
          html`<option value=${one} .selected=${live(one === value)}>${said}</option>`,
      )}
    </select>
  </p>`;
}

interface ButtonOptions {
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  readonly next?: string;
}

/**
 * A button; where it is disabled it keeps the focus, so that nobody loses their place. One that vanishes when it is
 * pressed hands the focus to the element of the selector `next`.
 */
export function button(
  label: string,
  clicked: () => void,
  { pressed, disabled = false, next }: ButtonOptions = {},
): TemplateResult {
  const handingOn = () => {
    clicked();
    if (next !== undefined) document.querySelector<HTMLElement>(next)?.focus();
  };
  return html`<button
    type="button"
    aria-pressed=${pressed === undefined ? nothing : String(pressed)}
    aria-disabled=${disabled ? 'true' : nothing}
    @click=${disabled ? nothing : handingOn}
  >
    ${label}
  </button>`;
}

/** A share as people read it. */
export function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
