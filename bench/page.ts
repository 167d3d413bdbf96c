import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { startEngine } from '../src/engine/backend';
import { numbered } from '../src/images/labelled-images';
import { readTrained } from '../src/learning/network-file';
import { RECURRENT } from '../src/learning/systems/recurrent';
import { sizesOf } from '../src/network/architecture';
import { bytesNamed } from '../src/network/safetensors';
import { shippedModel } from '../src/trained/shipped-model';
import { BEGINNING } from '../src/web/scene/page-state';
import { sceneOf } from '../src/web/scene/scene-of';
import { watch } from '../src/web/worker/watch';
import { findChromium, startChromium } from '../test/support/chromium';
import { servedPage } from '../test/support/served-page';
import { watchedInPage } from '../test/support/watched-in-page';
import { atEnd, endAll, folderForNow } from './at-end';
import { benchCommand, runBenchmark, wholeNumber } from './command';
import { timingOf } from './measure';

/** Looks before those that count. */
const WARM_UP = 5;

/** `21.3 (20.8–24.0)` */
function inWords(each: readonly number[]): string {
  const { median, quartiles } = timingOf(each.slice(WARM_UP));
  return `${median.toFixed(1)} (${quartiles.map((one) => one.toFixed(1)).join('–')})`;
}

/** Prints how long networks take to watch a picture on the page, as a table in Markdown. */
async function main(): Promise<void> {
  const { looks, networks } = benchCommand('npx ts-node bench/page.ts')
    .description('Prints how long a look of ten labels and eight steps takes on the page.')
    .option('--looks <number>', 'so many looks', wholeNumber, 50)
    .option('--networks <names...>', 'files of `models`', ['recurrent-500-500-shifted'])
    .parse()
    .opts<{ looks: number; networks: string[] }>();
  const files = networks.map((name) => [name, shippedModel(name)] as const);
  const chromium = findChromium();
  if (!chromium) throw new Error('there is no Chromium: TOPDOWN_CHROMIUM names one');
  process.env['TOPDOWN_ENGINE'] = 'wasm';
  await startEngine();
  try {
    const server = await servedPage(folderForNow());
    atEnd(() => server.close());
    const browser = await startChromium(chromium, { heedsSignals: false });
    atEnd(() => browser.close());
    console.log(
      '| milliseconds a look, median (middle half) | on the page | in Node, on WebAssembly |',
    );
    console.log('|---|---|---|');
    for (const [name, file] of files) {
      const bytes = bytesNamed(name, readFileSync(file));
      const { network, learntFrom, settings } = await readTrained(RECURRENT, bytes);
      const { rows = 28, columns = 28, channels = 1 } = learntFrom?.looks ?? {};
      const pixels = Uint8Array.from({ length: rows * columns * channels }, (_, at) => at % 256);
      const state = { ...BEGINNING, picture: { kind: 'drawn', pixels } } as const;
      const classNames = numbered(sizesOf(network.architecture).classes);
      const watcher = { rows, columns, channels, classNames, perception: settings };
      const scene = sceneOf(state, watcher, undefined);
      const scenes = new Array(WARM_UP + looks).fill(scene);
      const page = await browser.newPage();
      await page.goto(server.address);
      const seen = await watchedInPage(page, `networks/${name}.safetensors`, scenes);
      await page.close();
      const here: ReturnType<typeof watch>[] = [];
      for (const one of scenes) {
        here.push(watch(network, one));
        await setImmediate(); // a signal that came meanwhile is heard
      }
      const each = [seen, here].map((all) => inWords(all.map(({ milliseconds }) => milliseconds)));
      console.log(`| ${[name, ...each].join(' | ')} |`);
    }
    const load = loadavg().map((one) => one.toFixed(1));
    console.log(`Load of the machine: ${load.join(', ')}.`);
  } finally {
    await endAll();
  }
}

void runBenchmark(main);
