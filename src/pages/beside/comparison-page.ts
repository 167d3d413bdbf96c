import { writeWhole } from '../../machine/files';
import { openRun, type RunFolder } from '../../runs/run-folder';
import { drawn } from '../report/figures-section';
import { type Html, html } from '../report/html';
import { leftOutOf, statusOf, whenOf } from '../report/overview';
import { page } from '../report/page';
import { type Section, sectionsOf } from '../report/sections';
import { htmlTable } from '../report/tables';
import { type ComparisonMaterial, comparisonMaterial, type RunBeside } from './comparison-material';
import { differ, inColumns, resultsOf, settingsOf } from './runs-in-columns';

/** Several runs side by side, one file that needs no other. */
export function comparisonPage({ runs, together }: ComparisonMaterial): string {
  const settings = inColumns('What differs between the runs', runs, settingsOf, differ);
  const results = inColumns('Errors with 95 % intervals, and other results', runs, resultsOf);
  const alike = figuresOf(runs);
  const sections: readonly Section[] = [
    [
      'settings',
      'What differs',
      settings ?? html`<p>Their settings, data, networks, engine and versions are the same.</p>`,
    ],
    ['results', 'Results', results],
    ['together', 'Runs in one figure', several(together.map((one) => drawn(one)))],
    ['figures', 'Figures side by side', several(alike)],
  ];
  const title = `${runs.length} runs side by side`;
  return page({
    title,
    wide: true,
    content: html`<header>
<h1>${title}</h1>
${htmlTable('Runs', ['run', 'scenario', 'status', 'started', 'folder'], runs.map(rowOf), () => false, { isRecords: true })}
${leftOutOf(runs.flatMap(({ name, leftOut }) => leftOut.map((why) => `${name}: ${why}`)))}
</header>
${sectionsOf(sections)}`,
  });
}

function rowOf({ name, folder, record }: RunBeside): string[] {
  return [name, record.scenario, statusOf(record), whenOf(record), folder];
}

/** The figures that several runs have, those of the same name in one row. */
function figuresOf(runs: readonly RunBeside[]): Html[] {
  const names = [...new Set(runs.flatMap(({ figures }) => figures.map(({ name }) => name)))];
  return names.flatMap((name) => {
    const row = runs.flatMap((run) =>
      run.figures
        .filter((figure) => figure.name === name)
        .map(
          (figure) =>
            html`<div>${drawn({ ...figure, title: `${figure.title}: ${run.name}` })}</div>`,
        ),
    );
    return row.length > 1 ? [html`<div class="beside">${row}</div>`] : [];
  });
}

function several(parts: readonly Html[]): Html | undefined {
  return parts.length === 0 ? undefined : html`${parts}`;
}

/**
 * Writes a page of several runs side by side, made from what is in their folders, and returns its
 * path. Throws InputError where a folder is not a run's, EnvironmentError.
 */
export async function writeComparison(
  folders: readonly (RunFolder | string)[],
  file: string,
): Promise<string> {
  const runs = folders.map((one) => openRun(typeof one === 'string' ? one : one.path));
  writeWhole(file, comparisonPage(await comparisonMaterial(runs)));
  return file;
}
