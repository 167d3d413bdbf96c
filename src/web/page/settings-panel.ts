import { html, nothing, type TemplateResult } from 'lit';
import { MOST_STEPS, toLastOf } from '../scene/page-state';
import type { App } from './app';
import { choice, percent, slider } from './controls';
import type { Shown } from './shown';

/** What can be turned: how the network watches, what is held at the top, and what is taken from it. */
export function settingsPanel(app: App, { state, opened }: Shown): TemplateResult {
  const names = opened?.classNames ?? [];
  const labels = names.map((name, label) => [String(label), name] as const);
  const numberOr = (said: string) => (said === '' ? undefined : Number(said));
  const { held, prime, release } = state;
  return html`<section class="panel settings" aria-labelledby="settings-title">
    <h2 id="settings-title">Settings</h2>
    <h3>At the top</h3>
    ${choice({
      ...{ id: 'held', label: 'Label', value: held === undefined ? '' : String(held) },
      options: [['', 'each in turn'], ...labels.map(([at, name]) => [at, `hold ${name}`] as const)],
      changed: (said) => app.change({ held: numberOr(said), label: undefined }),
    })}
    ${
      held === undefined
        ? nothing
        : choice({
            ...{
              id: 'release',
              label: 'Release it',
              value: release === undefined ? '' : String(release),
            },
            options: [
              ['', 'never'],
              ...releases(app.lastStep, release).map(
                (at) => [String(at), `after step ${at}`] as const,
              ),
            ],
            changed: (said) => app.change({ release: numberOr(said) }),
          })
    }
    ${choice({
      ...{
        id: 'prime',
        label: 'Before the image',
        value: prime === undefined ? '' : String(prime),
      },
      options: [
        ['', 'nothing'],
        ...labels.map(([at, name]) => [at, `hold ${name} (priming)`] as const),
      ],
      changed: (said) => app.change({ prime: numberOr(said) }),
    })}
    ${
      prime === undefined
        ? nothing
        : slider({
            ...{ id: 'prime-steps', label: 'Steps before the image', value: state.primeSteps },
            ...{ least: 1, most: 20, by: 1, changed: (primeSteps) => app.change({ primeSteps }) },
          })
    }
    <h3>Watching</h3>
    ${slider({
      ...{
        id: 'steps',
        label: 'Time steps',
        value: state.steps,
        least: 1,
        most: MOST_STEPS,
        by: 1,
      },
      changed: (steps) => app.change(toLastOf(steps, state)),
    })}
    ${slider({
      ...{ id: 'first', label: 'First step that decides', value: state.first, least: 1 },
      ...{ most: state.steps, by: 1 },
      changed: (first) => app.change({ first, last: Math.max(first, state.last) }),
    })}
    ${slider({
      ...{ id: 'last', label: 'Last step that decides', value: state.last, least: 1 },
      ...{ most: state.steps, by: 1 },
      changed: (last) => app.change({ last, first: Math.min(last, state.first) }),
    })}
    ${slider({
      ...{ id: 'damping', label: 'Damping', value: state.damping, least: 0, most: 0.95, by: 0.05 },
      ...{ said: state.damping.toFixed(2), changed: (damping) => app.change({ damping }) },
    })}
    <h3>Removed from the network</h3>
    ${
      opened && !opened.topDown
        ? nothing
        : slider({
            ...{ id: 'top-down', label: 'Top-down connections', value: state.topDownLost },
            ...{ least: 0, most: 1, by: 0.1, said: percent(state.topDownLost) },
            changed: (topDownLost) => app.change({ topDownLost }),
          })
    }
    ${slider({
      ...{ id: 'units', label: 'Units', value: state.unitsLost, least: 0, most: 0.9, by: 0.1 },
      ...{ said: percent(state.unitsLost), changed: (unitsLost) => app.change({ unitsLost }) },
    })}
  </section>`;
}

/** The steps after which a label may be let go: all but the last, and the one that was chosen, though it may lie beyond. */
function releases(last: number, chosen: number | undefined): readonly number[] {
  const all = Array.from({ length: last }, (_, at) => at);
  return chosen === undefined || chosen < last ? all : [...all, chosen];
}
