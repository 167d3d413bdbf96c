// The public API as pages of Markdown, one for each subpath: what TypeDoc finds in the sources.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Application } from 'typedoc';
import { projectFolder } from '../setup/folders.mjs';
import { escaped } from './markdown.mjs';

/** The pages, each `{ source, text }`; a source is where it would lie, so that links between them hold. */
export async function apiPages() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'topdown-api-'));
  try {
    await write(folder);
    return readdirSync(folder, { recursive: true })
      .filter((name) => name.endsWith('.md'))
      .map((name) => ({
        source: `docs/api/${name.split(path.sep).join('/')}`,
        text: withoutMissingDefaults(readFileSync(path.join(folder, name), 'utf8')),
      }))
      .sort(
        ({ source: one }, { source: other }) => order(one) - order(other) || (one < other ? -1 : 1),
      );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Whether a source is one of these pages. */
export const isOfApi = (source) => source.startsWith('docs/api/');

/** A page with a list of its names at the head of each section. */
export function withNames({ html, headings }) {
  const sections = headings.filter(({ level }) => level === 2);
  const names = new Map(sections.map(({ anchor }) => [anchor, []]));
  let section;
  for (const { level, words, anchor } of headings) {
    if (level === 2) section = names.get(anchor);
    if (level === 3) section?.push(`<a href="#${anchor}">${escaped(words)}</a>`);
  }
  return html.replaceAll(/<h2 id="([^"]+)">.*?<\/h2>/gs, (heading, anchor) => {
    const links = names.get(anchor) ?? [];
    return links.length > 1 ? `${heading}\n<p class="names">${links.join(' ')}</p>` : heading;
  });
}

/** Without the word `undefined` where a parameter or property has no default. */
function withoutMissingDefaults(text) {
  return text.replaceAll(/^\|.*\| Default value \|.*\n(?:\|.*\n)+/gm, (table) => {
    const rows = table.split('\n').map((row) => row.split(/(?<!\\)\|/));
    const at = rows[0].findIndex((cell) => cell.trim() === 'Default value');
    const known = (cell, column) => (column === at && cell.trim() === '`undefined`' ? ' ' : cell);
    return rows.map((row) => row.map(known).join('|')).join('\n');
  });
}

/** The list of subpaths first, then the core. */
const order = (source) =>
  ['docs/api/README.md', 'docs/api/topdown/README.md', source].indexOf(source);

async function write(folder) {
  const app = await Application.bootstrapWithPlugins(
    {
      entryPoints: ['src/index.ts', 'src/public/*.ts'],
      tsconfig: path.join(projectFolder, 'tsconfig.json'),
      plugin: ['typedoc-plugin-markdown'],
      router: 'module',
      outputs: [{ name: 'markdown', path: folder }],
      name: 'API',
      readme: 'none',
      disableSources: true,
      excludeInternal: true,
      excludeExternals: true,
      skipErrorChecking: true,
      logLevel: 'Warn',
      validation: false,
      hidePageHeader: true,
      hideBreadcrumbs: true,
      parametersFormat: 'table',
      propertiesFormat: 'table',
      interfacePropertiesFormat: 'table',
      typeDeclarationFormat: 'table',
      useCodeBlocks: true,
      tableColumnSettings: { hideModifiers: true, hideInherited: true },
    },
    [],
  );
  const project = await app.convert();
  if (!project) throw new Error('the sources cannot be read by TypeDoc: see above');
  await app.generateOutputs(project);
}
