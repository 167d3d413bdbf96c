import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { withPart } from './folders.mjs';
import { alone } from './lock.mjs';
import { recall, remember, sha256 } from './memory.mjs';
import { readyPackages } from './packages.mjs';
import { run } from './run.mjs';
import { during } from './say.mjs';

/**
 * In a clone, bundles what topdown takes from tfjs-node (`native/build.mjs`), unless that is done
 * already; an installed package brings it. Throws where that is impossible.
 */
export async function readyNativeParts(root) {
  const native = path.join(root, 'native');
  if (!existsSync(path.join(native, 'package-lock.json'))) return;
  const dist = path.join(native, 'dist');
  const isReady = () => recall(path.join(dist, 'stamp.json'))?.sources === sourcesOf(native);
  if (isReady()) return;
  await readyPackages(native);
  await alone(native, async () => {
    if (isReady()) return;
    await during('bundling the binding to TensorFlow', () =>
      withPart(native, async (part) => {
        const [made, sources] = [path.join(part, 'dist'), sourcesOf(native)];
        await run(process.execPath, [path.join(native, 'build.mjs'), made]);
        remember(path.join(made, 'stamp.json'), { sources });
        if (existsSync(dist)) renameSync(dist, path.join(part, 'old'));
        renameSync(made, dist);
      }),
    );
    // Done with; and what was bundled must find topdown's own tfjs-core, not another.
    rmSync(path.join(native, 'node_modules'), { recursive: true, force: true });
  });
}

/** What decides what is made. */
function sourcesOf(native) {
  const files = readdirSync(native).filter((name) => /\.(mjs|cjs|cc|json)$/.test(name));
  return sha256(
    files
      .sort()
      .map((name) => readFileSync(path.join(native, name)))
      .join('\0'),
  );
}
