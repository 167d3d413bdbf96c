import { startEngine } from '../../src/engine/backend';
import { initialise } from '../../src/network/network';
import { recordTrace } from '../../src/observation/record-trace';
import { selectTrace } from '../../src/observation/trace-selection';
import { recurrent } from '../support/architectures';
import { TEN } from '../support/shapes';

// Records a long trace into the folder given and says how far it is, until somebody ends it.
const count = 10_000;
const sizes = { pixels: 9, hidden: [40, 30], classes: 10 };

async function main(folder: string): Promise<void> {
  await startEngine();
  const images = {
    name: 'noise',
    count,
    rows: 3,
    columns: 3,
    channels: 1,
    ...TEN,
    pixels: Uint8Array.from({ length: count * 9 }, (_, at) => (at * 37) % 256),
    labels: new Uint8Array(count),
  };
  const selection = selectTrace({}, { images: count, sizes, steps: 3 });
  const trace = recordTrace(initialise(recurrent(sizes), 3), images, selection, folder, {
    title: 'cut short',
    version: '0.0.0',
  });
  trace.subscribe(({ images }) => process.stdout.write(`${images}\n`));
}

void main(process.argv[2] as string);
