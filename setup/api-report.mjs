// Writes docs/api.md: every name that users of the package can import, with its type. A change of
// it in a commit is a change for users, so it is made on purpose or not at all.
//
//   node setup/api-report.mjs [--check]     --check only says whether docs/api.md is up to date
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Extractor, ExtractorConfig } from '@microsoft/api-extractor';
import { writeDeclarations } from './declarations.mjs';
import { projectFolder, withPart } from './folders.mjs';
import { alone } from './lock.mjs';

const target = path.join(projectFolder, 'docs', 'api.md');

/** The report of the sources as they are now. It needs their declarations, made in passing. */
async function makeReport(part) {
  await writeDeclarations(projectFolder, part);
  const file = path.join(projectFolder, 'api-extractor.json');
  const configObject = ExtractorConfig.loadFile(file);
  configObject.mainEntryPointFilePath = path.join(part, 'src', 'index.d.ts');
  configObject.apiReport.reportFolder = path.join(part, 'report');
  configObject.apiReport.reportTempFolder = path.join(part, 'report-temp');
  mkdirSync(configObject.apiReport.reportFolder);
  const config = ExtractorConfig.prepare({
    configObject,
    configObjectFullPath: file,
    packageJsonFullPath: path.join(projectFolder, 'package.json'),
  });
  const said = [];
  Extractor.invoke(config, {
    localBuild: true,
    messageCallback(message) {
      message.handled = true;
      if (['error', 'warning'].includes(message.logLevel)) said.push(message.text);
    },
  });
  const [report] = readdirSync(config.reportFolder);
  if (!report) throw new Error(`no report was made: ${said.join('\n')}`);
  return readFileSync(path.join(config.reportFolder, report), 'utf8');
}

const report = await alone(projectFolder, () => withPart(projectFolder, makeReport));
const written = existsSync(target) ? readFileSync(target, 'utf8') : '';
if (!process.argv.includes('--check')) {
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, report);
} else if (written !== report) {
  process.stderr.write('docs/api.md is not what src/index.ts exports: `npm run api` renews it\n');
  process.exitCode = 1;
}
