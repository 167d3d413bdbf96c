// The public API as pages of Markdown, one for each subpath: what TypeDoc finds in the sources.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Application } from 'typedoc';
import { projectFolder } from '../setup/folders.mjs';

/** The pages, each `{ source, text }`; a source is where it would lie, so that links between them hold. */
export async function apiPages() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'topdown-api-'));
  try {
    await write(folder);
    return readdirSync(folder, { recursive: true })
      .filter((name) => name.endsWith('.md'))
      .map((name) => ({
        source: `docs/api/${name.split(path.sep).join('/')}`,
        text: readFileSync(path.join(folder, name), 'utf8'),
      }))
      .sort(
        ({ source: one }, { source: other }) => order(one) - order(other) || (one < other ? -1 : 1),
      );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
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
