import { browserScript } from './browser-script';
import { figuresSection } from './figures-section';
import { filesSection } from './files-section';
import { html } from './html';
import { overview } from './overview';
import { page } from './page';
import { resultsSection } from './results-section';
import type { RunMaterial } from './run-material';
import { settingsSection } from './settings-section';
import { whySection } from './why-section';

/** The report of a run, one file that needs no other. */
export function report(material: RunMaterial): string {
  const { name, record, watched } = material;
  const sections = [
    ['why', 'Why it said so', watched && whySection(watched)],
    ['results', 'Results', resultsSection(material)],
    ['figures', 'Figures', figuresSection(material)],
    ['settings', 'Settings', settingsSection(material)],
    ['files', 'Files', filesSection(material)],
  ] as const;
  const there = sections.filter(([, , section]) => section !== undefined);
  const links = there.map(([id, title]) => html`<li><a href="#${id}">${title}</a></li>\n`);
  return page({
    title: `${record.scenario}, ${name}`,
    content: html`${overview(material)}
<nav aria-label="Contents"><ul>
${links}</ul></nav>
<main>
${there.map(([, , section]) => html`${section}\n`)}</main>`,
    script: watched && browserScript(),
  });
}
