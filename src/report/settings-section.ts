import { contentsOf } from './contents-of';
import { asTyped, flattened } from './flattened';
import { type Html, html } from './html';
import type { RunMaterial } from './run-material';
import { table } from './tables';

/** Options and learning settings of a run, folded. */
export function settingsSection({ record }: RunMaterial): Html {
  const { options, learning } = record;
  const contents = contentsOf(record);
  const words = () => false;
  const rows = (settings: unknown) => flattened(settings, asTyped);
  return html`<section id="settings" aria-labelledby="settings-title">
<h2 id="settings-title">Settings</h2>
<details><summary>Options as given, defaults included${learning ? ', and how the network learnt' : undefined}${contents.length > 0 ? '; what its data are' : undefined}</summary>
${table('Options', ['option', 'value'], rows(options), words)}
${learning ? table('Learning', ['setting', 'value'], rows(learning), words) : undefined}
${contents.length > 0 ? table('Data and networks', ['file', ''], contents, words) : undefined}
</details></section>`;
}
