// Builds the site: a folder that any host can serve under any path, and that opens from disk.
//
//   node site/build.mjs [folder] [--pages-alone]     the folder is site/dist unless told; --pages-alone leaves
//                                                    out the page in the browser and a report to try
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { projectFolder } from '../setup/folders.mjs';
import { run } from '../setup/run.mjs';
import { say } from '../setup/say.mjs';
import { apiPages } from './api.mjs';
import { makeSite, REPORT } from './make.mjs';
import { reportAt } from './report.mjs';

const HERE = path.join(projectFolder, 'site');
const [given] = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const folder = path.resolve(given ?? path.join(HERE, 'dist'));

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
if (!process.argv.includes('--pages-alone')) {
  const page = [path.join(projectFolder, 'setup', 'page.mjs'), path.join(folder, 'page')];
  await run(process.execPath, page, { cwd: projectFolder });
  await reportAt(path.join(folder, REPORT));
}

const style = {
  'site.css': path.join(HERE, 'site.css'),
  'icon.svg': path.join(projectFolder, 'src/web/icon.svg'),
};
for (const [name, file] of Object.entries(style)) cpSync(file, path.join(folder, name));
await build({
  ...{ bundle: true, minify: true, format: 'iife', target: 'es2022', logLevel: 'warning' },
  entryPoints: [path.join(HERE, 'browser.mjs')],
  outfile: path.join(folder, 'site.js'),
});

const there = readdirSync(folder, { recursive: true }).map((name) =>
  name.split(path.sep).join('/'),
);
const { pages, files, scripts, dead } = makeSite({ api: await apiPages(), others: there });
for (const [address, text] of [...pages, ...scripts]) {
  const file = path.join(folder, address);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}
for (const [address, file] of files)
  cpSync(path.join(projectFolder, file), path.join(folder, address));
if (dead.length > 0) {
  for (const line of dead) say(line);
  throw new Error(`${dead.length} links of the site lead nowhere`);
}
say(
  `the site is in ${folder}, ${pages.size} pages: open ${path.join(folder, 'index.html')}, or serve the folder`,
);
