import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const PLOT = "'@observablehq/plot'";

/**
 * Lets the declarations in a folder say how Observable Plot's are found: it offers itself to `import` alone, and the
 * package is CommonJS, from where TypeScript under `--module node16` takes no such types untold.
 */
export function writePlotTypes(folder) {
  for (const name of readdirSync(folder, { recursive: true }))
    if (name.endsWith('.d.ts')) {
      const file = path.join(folder, name);
      const text = readFileSync(file, 'utf8');
      if (text.includes(PLOT)) writeFileSync(file, told(text));
    }
}

const told = (text) =>
  text
    .replaceAll(`import(${PLOT})`, `import(${PLOT}, { with: { 'resolution-mode': 'import' } })`)
    .replaceAll(`from ${PLOT};`, `from ${PLOT} with { 'resolution-mode': 'import' };`);
