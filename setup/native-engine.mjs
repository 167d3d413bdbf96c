import { existsSync, mkdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import engine from '../native/engine-folder.cjs';
import { isInstalled, isProven, prove, removeEngine } from './engine-proof.mjs';
import { sweep, withPart } from './folders.mjs';
import { alone } from './lock.mjs';
import { recentFailure, rememberFailure } from './memory.mjs';
import { during, say } from './say.mjs';
import { SOURCES, wheelRecipe } from './wheel-recipe.mjs';

/**
 * Makes the native engine for a device in the user's cache, where all projects find it, unless it is
 * there. Where it cannot be had one line says why, and the program computes on WebAssembly: slower,
 * with the same results to rounding. Returns whether it is there.
 */
export async function readyEngine({ retry, device = 'cpu' }) {
  const folder = engine.engineFolder(device);
  if (isProven(folder)) return true;
  if (!existsSync(SOURCES)) return false; // nothing here that an engine could be made of
  const known = recentFailure(folder);
  if (known && !retry) return goWithout(device, known);
  try {
    await alone(path.dirname(folder), () => install(folder, device));
    return true;
  } catch (error) {
    rememberFailure(folder, error.message);
    return goWithout(device, error.message);
  }
}

function goWithout(device, reason) {
  const then =
    device === 'cpu'
      ? 'Going on with WebAssembly, about 15 times slower'
      : 'Going on as it was without it';
  say(`no native engine: ${reason}. ${then}; \`npx topdown setup\` tries again.`);
  return false;
}

/** What is there but does not run (say, a file damaged on disk) is thrown away, and made anew. */
async function install(folder, device) {
  if (isProven(folder)) return;
  sweep(path.dirname(folder)); // a set-up may have been killed once the engine was in place, before it had tidied up
  if (isInstalled(folder) && (await test(folder)) !== undefined) removeEngine(folder);
  if (isInstalled(folder)) return;
  await make(folder, device);
  const failure = await test(folder);
  if (failure === undefined) return;
  removeEngine(folder); // so that nobody loads it
  throw new Error(`it is there but does not run (${failure})`);
}

function test(folder) {
  return during('testing the native engine', () => prove(folder));
}

async function make(folder, device) {
  removeEngine(folder);
  await withPart(path.dirname(folder), async (part) => {
    const whole = path.join(part, 'engine');
    mkdirSync(whole);
    await wheelRecipe({ device, part, whole });
    if (!existsSync(engine.addonOf(whole))) throw new Error('the compiler left nothing');
    renameSync(whole, folder);
  });
}
