import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import {
  enginePackage,
  isInstalled,
  isProven,
  packageJson,
  prove,
  removeEngine,
} from './engine-package.mjs';
import { cacheFolder, withPart } from './folders.mjs';
import { layFiles } from './lay-files.mjs';
import { alone } from './lock.mjs';
import { recentFailure, rememberFailure } from './memory.mjs';
import { during, say } from './say.mjs';
import { stockRecipe } from './stock-recipe.mjs';
import { wheelRecipe } from './wheel-recipe.mjs';

/**
 * Installs the native engine, unless it is there. Where it cannot be had one line says why, and
 * the program computes on WebAssembly: slower, with the same results to rounding.
 */
export async function readyEngine(root, { retry }) {
  const pkg = enginePackage(root);
  if (!pkg || isProven(root, pkg)) return;
  const known = recentFailure(root, 'engine');
  if (known && !retry) return goWithout(known);
  await alone(root, async () => {
    if (isProven(root, pkg)) return;
    if (isInstalled(pkg) && !(await test(root, pkg))) return;
    try {
      await install(root, pkg);
    } catch (error) {
      removeEngine(pkg);
      rememberFailure(root, 'engine', error.message);
      goWithout(error.message);
    }
  });
}

function goWithout(reason) {
  say(
    `no native engine: ${reason}. Going on with WebAssembly, about 15 times slower; ` +
      '`npm run setup` tries again.',
  );
}

/**
 * Takes the engine from the cache, or else fills the cache by the first recipe that works here;
 * lays it into the package and proves it. What does not run (say, a file damaged on disk) is
 * thrown away, and the next recipe has its turn.
 */
async function install(root, pkg) {
  const cached = path.join(cacheFolder(), 'native-engine', engineName(pkg));
  const reasons = [];
  for (const recipe of [undefined, stockRecipe, wheelRecipe]) {
    try {
      if (recipe) await alone(path.dirname(cached), () => make(recipe, { root, pkg, cached }));
      if (!existsSync(cached)) continue;
      layFiles(cached, pkg);
      const failure = await test(root, pkg);
      if (!failure) return;
      rmSync(cached, { recursive: true, force: true });
      throw new Error(`it is there but does not run (${failure})`);
    } catch (error) {
      reasons.push(error.message);
    }
  }
  throw new Error(reasons.join('; '));
}

function test(root, pkg) {
  return during('testing the native engine', () => prove(root, pkg));
}

/** Counts up when what is compiled changes, so that an older one in the cache is left alone. */
const EDITION = 2;

/** N-API outlives versions of Node, so one engine serves them all. */
function engineName(pkg) {
  return `tfjs-node-${packageJson(pkg).version}-${process.platform}-${process.arch}-${EDITION}`;
}

/** Fills the cache, unless another set-up did while this one waited for its turn. */
async function make(recipe, { root, pkg, cached }) {
  if (existsSync(cached)) return;
  await withPart(path.dirname(cached), async (part) => {
    const whole = path.join(part, 'engine');
    mkdirSync(whole);
    await recipe({ root, pkg, part, whole });
    renameSync(whole, cached);
  });
}
