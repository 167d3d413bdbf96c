import { png } from '../../charts/png';
import { InputError } from '../../input/errors';
import { writeWhole } from '../../machine/files';
import { openRun, type RunFolder } from '../../runs/run-folder';
import { browserScript } from './browser-script';
import { figuresSection, filesSection } from './figures-section';
import { html } from './html';
import { overview } from './overview';
import { page } from './page';
import { resultsSection } from './results-section';
import { figureFile, type RunMaterial, runMaterial } from './run-material';
import { settingsSection } from './settings-section';
import { whySection } from './why-section';

/** The report of a run, one file that needs no other. */
export function report(material: RunMaterial): string {
  const { name, record, watched } = material;
  const sections = [
    ['why', 'Why this answer', watched && whySection(watched)],
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

/**
 * Writes the report of a run, made from what is in its folder and from nothing else, and returns its
 * path: `report.html` in that folder, where no other file is given.
 * Throws InputError where the folder is not a run's, EnvironmentError.
 */
export function writeReport(runFolder: RunFolder | string, write?: string): string {
  const run = openRun(typeof runFolder === 'string' ? runFolder : runFolder.path);
  const file = write ?? run.file('report.html');
  writeWhole(file, report(runMaterial(run)));
  return file;
}

/**
 * Writes each figure of a run as a PNG beside its SVG, and returns their paths.
 * Throws InputError for one that leads out of the run's folder or cannot be drawn, EnvironmentError.
 */
export async function writePngs(run: RunFolder): Promise<string[]> {
  const written: string[] = [];
  for (const { file } of run.record().figures ?? []) {
    const figure = figureFile(run, file);
    if (!figure) continue;
    const drawn = await png(figure.svg).catch((error: unknown) => {
      throw error instanceof InputError
        ? new InputError(`${run.file(file)}: ${error.message}`, { cause: error })
        : error;
    });
    writeWhole(figure.png, drawn);
    written.push(figure.png);
  }
  return written;
}
