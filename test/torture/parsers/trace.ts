import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { lastValueFrom } from 'rxjs';
import { startEngine } from '../../../src/engine/backend';
import { drawnDigits } from '../../../src/images/drawn-digits/drawn-digits';
import { disposeNetwork, initialise } from '../../../src/network/network';
import { openTrace } from '../../../src/observation/open-trace';
import { recordTrace } from '../../../src/observation/record-trace';
import { selectTrace } from '../../../src/observation/trace-selection';
import { recurrent } from '../../support/architectures';
import { zstdBomb } from '../damage/bombs';
import { damagedBytes } from '../damage/bytes';
import { damagedJson } from '../damage/json';
import { filesUnder } from '../files-under';
import { damageOne, type Files, oneOf, type Parser } from '../parser';

/** A small trace, as the program records it. */
async function traced(): Promise<Files> {
  await startEngine();
  const sizes = { pixels: 784, hidden: [3, 2], classes: 10 };
  const network = initialise(recurrent(sizes), 1);
  const { training } = drawnDigits({ training: 20, test: 10, seed: 1 });
  const parent = mkdtempSync(path.join(tmpdir(), 'topdown-'));
  const folder = path.join(parent, 'traces.zarr');
  const choice = { images: '0-1', hypotheses: '0-1', steps: '0-1' };
  const selection = selectTrace(choice, { images: training.count, sizes, steps: 1 });
  try {
    const about = { title: 'a small trace', version: '0' };
    await lastValueFrom(recordTrace(network, training, selection, folder, about));
    return new Map(
      filesUnder(folder).map((file) => [path.relative(folder, file), readFileSync(file)]),
    );
  } finally {
    disposeNetwork(network);
    rmSync(parent, { recursive: true });
  }
}

/** A trace with one damaged file of metadata or numbers, read to the end. */
const parser: Parser = {
  name: 'trace',
  sound: async () => [await traced()],
  damage: (sound, random) =>
    damageOne(sound, random, (content, name) => {
      if (name.endsWith('.json')) return Buffer.from(damagedJson(content.toString('utf8'), random));
      if (random.uniform() < 0.05) return zstdBomb(random);
      return damagedBytes(content, random, oneOf(random, [...sound.values()]));
    }),
  async read(folder) {
    const trace = await openTrace(folder);
    for (const name of ['image', 'label', 'goodness', 'activity_1', 'activity_2'])
      await trace.read(name);
  },
};

export default parser;
