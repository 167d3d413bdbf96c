// Builds what the package holds into dist/: the library and the command, the report's script for the
// browser as one text, the page in the browser, and the bill of what all is made of.
//
//   node setup/build.mjs [--all-networks]     the page has those that the package leaves out, too
import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { writeBill } from './bill.mjs';
import { projectFolder, withPart } from './folders.mjs';
import { alone } from './lock.mjs';
import { writePlotTypes } from './plot-types.mjs';
import { run } from './run.mjs';
import { during, say } from './say.mjs';
import { writeTensorTypes } from './tensor-types.mjs';
import { buildWeb } from './web.mjs';
import { withoutComments } from './without-comments.mjs';

const require = createRequire(import.meta.url);

/** Whether the page has the networks, too, that the package leaves out. */
const all = process.argv.includes('--all-networks');

await alone(projectFolder, () =>
  during('building the package', () =>
    withPart(projectFolder, async (part) => {
      const made = path.join(part, 'dist');
      const tsc = require.resolve('typescript/bin/tsc');
      const options = ['-p', 'tsconfig.build.json', '--outDir', made];
      await run(process.execPath, [tsc, ...options], { cwd: projectFolder });
      writeTensorTypes(made);
      writePlotTypes(path.join(made, 'src'));
      const report = path.join(made, 'src', 'pages', 'report');
      const { browserScript } = require(path.join(report, 'browser-script.js'));
      writeFileSync(path.join(report, 'browser-script.txt'), browserScript());
      withoutComments(path.join(made, 'src'));
      withoutComments(path.join(made, 'scenarios'));
      // What the code reads of package.json; a copy of the whole would seem another package.
      const { name, version, description } = require('../package.json');
      const about = `${JSON.stringify({ name, version, description }, null, 2)}\n`;
      writeFileSync(path.join(made, 'package.json'), about);
      await buildWeb(
        path.join(made, 'web'),
        testImages(path.join(made, 'src', 'data', 'load.js')),
        { all },
      );
      await writeBill(made);
      const dist = path.join(projectFolder, 'dist');
      if (existsSync(dist)) renameSync(dist, path.join(part, 'old'));
      renameSync(made, dist);
    }),
  ),
).catch(({ message }) => {
  say(message);
  process.exitCode = 1;
});

/** Gives the first images of a test set, where it is on this computer; `library` loads data sets. */
function testImages(library) {
  const { loadDataSet, locateDataSets } = require(library);
  return async (set, count) => {
    const place = (await locateDataSets()).find(({ name }) => name === set);
    if (!place || place.problem || place.kind === 'download') return undefined;
    const { test } = await loadDataSet(set);
    const size = test.pixels.length / test.count;
    return {
      pixels: test.pixels.subarray(0, count * size),
      labels: test.labels.subarray(0, count),
    };
  };
}
