import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import { lastValueFrom } from 'rxjs';
import { beforeAll, expect, it } from 'vitest';
import { gather } from '../../src/images/batches';
import { drawnDigits } from '../../src/images/drawn-digits/drawn-digits';
import { readTrained } from '../../src/learning/network-file';
import { RECURRENT } from '../../src/learning/systems/recurrent';
import { sizesOf } from '../../src/network/architecture';
import { bytesNamed } from '../../src/network/safetensors';
import { recordTrace } from '../../src/observation/record-trace';
import { selectTrace } from '../../src/observation/trace-selection';
import { shippedModel } from '../../src/trained/shipped-model';
import { type traceInBrowser, watchedBy, type watchInBrowser } from '../support/core-entry';
import { temporaryFolder } from '../support/folder';
import { expectClose } from '../support/numbers';
import { expectAlike, unpack } from '../support/traces-alike';

/** What a browser has and JavaScript by itself has not, as far as the core and tfjs ask for it. */
const WEB = { TextDecoder, TextEncoder, performance, setTimeout, clearTimeout, console, URL };

/** A page that is served has a policy: no text is evaluated. */
const STRICT = { strings: false, wasm: false };

const STEPS = 4;

interface Core {
  readonly watchInBrowser: typeof watchInBrowser;
  readonly traceInBrowser: typeof traceInBrowser;
}

/** The core as a browser has it: bundled, and without anything of Node. */
async function bundled(): Promise<Core> {
  const bundle = await build({
    entryPoints: [path.resolve(__dirname, '../support/core-entry.ts')],
    bundle: true,
    write: false,
    platform: 'browser',
    format: 'iife',
    globalName: 'core',
    logLevel: 'silent',
  });
  const context = createContext({ ...WEB, Float32Array, Uint8Array }, { codeGeneration: STRICT });
  runInContext(
    'var self = globalThis, window = globalThis, document = {}, navigator = {};',
    context,
  );
  runInContext(bundle.outputFiles[0]?.text as string, context);
  return context['core'] as Core;
}

const model = readFileSync(shippedModel('recurrent-500-500'));
const { test } = drawnDigits({ training: 10, test: 10, seed: 1 });

let core: Core;

beforeAll(async () => {
  core = await bundled();
});

it('bundled for a browser, the core moves a shipped network to the same states', async () => {
  const { pixels } = gather(test, [3]);
  const there = await core.watchInBrowser(new Uint8Array(model), pixels, STEPS);
  const here = await watchedBy(model, pixels, STEPS);
  expect(there).toHaveLength(STEPS + 1);
  for (const [step, layers] of here.entries())
    for (const [layer, activity] of layers.entries())
      expectClose(there[step]?.[layer] as Float32Array, activity, 1e-4, `step ${step}`);
});

it('bundled for a browser, a trace goes into a zip that holds what its folder would', async () => {
  const { network } = await readTrained(RECURRENT, bytesNamed('a network', model));
  const sizes = sizesOf(network.architecture);
  const bounds = { images: test.count, sizes, steps: STEPS };
  const selection = selectTrace({ images: '3', units: '0-49' }, bounds);
  const said = { title: 'a digit', version: '0.0.0' };
  const zip = await core.traceInBrowser(new Uint8Array(model), test, selection, said);
  const folder = temporaryFolder();
  const [there, here] = [path.join(folder, 'there'), path.join(folder, 'here')];
  unpack(zip, there);
  await lastValueFrom(recordTrace(network, test, selection, here, said));
  await expectAlike(there, here, (seen, expected, name) => expectClose(seen, expected, 1e-4, name));
});
