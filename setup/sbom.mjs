// Writes sbom.json and licences.md: what topdown is made of, and under which licences.
//
//   node setup/sbom.mjs [folder]     into this folder instead of dist/
import path from 'node:path';
import { writeBill } from './bill.mjs';
import { projectFolder } from './folders.mjs';

await writeBill(path.resolve(process.argv[2] ?? path.join(projectFolder, 'dist')));
