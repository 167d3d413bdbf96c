import path from 'node:path';
import { startEngine } from '../../../src/engine/backend';
import { defaultSettings } from '../../../src/learning/settings';
import { RECURRENT } from '../../../src/learning/systems/recurrent';
import { type Architecture, sizesOf } from '../../../src/network/architecture';
import { disposeNetwork, initialise, weightsIn } from '../../../src/network/network';
import { connectionsInWords } from '../../../src/network/variants';
import { architectureFrom } from '../../../src/training/architecture-options';
import { checkedPlan, checkSize } from '../../../src/training/plan';
import { damagedJson } from '../damage/json';
import { damageOne, type Files, type Parser } from '../parser';

const FILE = 'architecture.json';

/** Images of 4 × 4 grey pixels, of three classes; that there is one does not matter here. */
const IMAGES = {
  ...{ name: 'some images', count: 1, rows: 4, columns: 4, channels: 1 },
  ...{ classes: 3, classNames: ['0', '1', '2'] },
  ...{ pixels: new Uint8Array(16), labels: new Uint8Array(1) },
};

const dense = { kind: 'dense' };
const MAP = { rows: 4, columns: 4, channels: 2 };

/** What a person may declare: layers that see their neighbours; and maps, with all that can join layers. */
const DECLARED = [
  {
    hidden: [{ name: 'layer_1', units: 5 }],
    connections: [
      { from: 'pixels', to: 'layer_1', transform: dense },
      { from: 'label', to: 'layer_1', transform: dense },
    ],
  },
  {
    hidden: [
      { name: 'layer_1', units: 32, map: MAP },
      { name: 'layer_2', units: 4 },
    ],
    connections: [
      { from: 'pixels', to: 'layer_1', transform: { kind: 'local', field: 3, fields: 'within' } },
      {
        ...{ from: 'layer_1', to: 'layer_1' },
        transform: { kind: 'local', field: 3, fields: 'centred', self: false },
      },
      { from: 'layer_1', to: 'layer_2', transform: dense, frozen: true },
      { from: 'layer_2', to: 'layer_2', transform: { kind: 'dense', self: false } },
      { from: 'pixels', to: 'layer_2', transform: dense },
      { from: 'layer_2', to: 'layer_1', transform: dense },
      { from: 'label', to: 'layer_2', transform: dense },
    ],
    reads: ['layer_1', 'layer_2'],
  },
];

/** A network of no more weights is drawn, too; larger ones may take as much as the machine has. */
const DRAWN = 10_000;

/** What `--architecture` names. */
const parser: Parser = {
  name: 'architecture',
  async sound() {
    await startEngine();
    return DECLARED.map(
      (one): Files => new Map([[FILE, Buffer.from(JSON.stringify(one, null, 2))]]),
    );
  },
  damage: (sound, random) =>
    damageOne(sound, random, (content) => Buffer.from(damagedJson(content.toString(), random))),
  read(folder) {
    const architecture = architectureFrom(RECURRENT, IMAGES, {
      architecture: path.join(folder, FILE),
    });
    const settings = defaultSettings(sizesOf(architecture).hidden);
    checkedPlan({ system: RECURRENT, architecture, settings });
    checkSize(architecture, { batch: settings.batch, steps: settings.steps });
    connectionsInWords(architecture);
    draw(architecture);
  },
};

function draw(architecture: Architecture): void {
  if (weightsIn(architecture) <= DRAWN) disposeNetwork(initialise(architecture, 1));
}

export default parser;
