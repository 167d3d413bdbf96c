// Builds the page for the browser as a folder that any host can serve, and opens it on this computer.
//
//   node setup/page.mjs [folder]     the folder is dist/web unless told; with one, the browser is left alone
import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectFolder } from './folders.mjs';
import { run } from './run.mjs';
import { say } from './say.mjs';

const [given] = process.argv.slice(2);
const built = path.join(projectFolder, 'dist', 'web');
const folder = given === undefined ? built : path.resolve(given);

await run(process.execPath, [path.join(projectFolder, 'setup', 'build.mjs'), '--all-networks'], {
  cwd: projectFolder,
});
if (folder !== built) cpSync(built, folder, { recursive: true });
mkdirSync(path.join(folder, 'networks'), { recursive: true });
for (const { file } of JSON.parse(readFileSync(path.join(folder, 'networks.json'), 'utf8')))
  copyFileSync(
    path.join(projectFolder, 'models', path.basename(file)),
    path.join(folder, ...file.split('/')),
  );
say(`the page is in ${folder}: any host can serve it`);
if (given === undefined)
  process.exitCode = spawnSync(
    process.execPath,
    [path.join(projectFolder, 'bin', 'topdown.cjs'), 'serve'],
    { stdio: 'inherit' },
  ).status;
