import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { gather } from '../../src/images/batches';
import { drawnDigits } from '../../src/images/drawn-digits/drawn-digits';
import { shippedModel } from '../../src/trained/shipped-model';
import { watchedBy, type watchInBrowser } from '../support/core-entry';
import { expectClose } from '../support/numbers';

/** What a browser has and JavaScript by itself has not, as far as the core and tfjs ask for it. */
const WEB = { TextDecoder, TextEncoder, performance, setTimeout, clearTimeout, console, URL };

const STEPS = 4;

it('bundled for a browser, the core moves a shipped network to the same states', async () => {
  const bundle = await build({
    entryPoints: [path.resolve(__dirname, '../support/core-entry.ts')],
    bundle: true,
    write: false,
    platform: 'browser',
    format: 'iife',
    globalName: 'core',
    logLevel: 'silent',
  });
  const context = createContext({ ...WEB, Float32Array, Uint8Array });
  runInContext(
    'var self = globalThis, window = globalThis, document = {}, navigator = {};',
    context,
  );
  runInContext(bundle.outputFiles[0]?.text as string, context);
  const core = context['core'] as { watchInBrowser: typeof watchInBrowser };

  const model = readFileSync(shippedModel('recurrent-500-500') as string);
  const { test } = drawnDigits({ training: 10, test: 10, seed: 1 });
  const { pixels } = gather(test, [3]);
  const there = await core.watchInBrowser(new Uint8Array(model), pixels, STEPS);
  const here = await watchedBy(model, pixels, STEPS);
  expect(there).toHaveLength(STEPS + 1);
  for (const [step, layers] of here.entries())
    for (const [layer, activity] of layers.entries())
      expectClose(there[step]?.[layer] as Float32Array, activity, 1e-4, `step ${step}`);
});
