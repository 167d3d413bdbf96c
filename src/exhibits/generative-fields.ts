import { nameFor } from '../data/class-names';
import type { LabelledImages } from '../data/labelled-images';
import { IN_PIXELS, tiles } from '../figures/tiles';
import type { Network } from '../network/network';
import { generativeFields } from '../observation/fields';
import { type Exhibit, exhibit } from './exhibit';
import { fieldTile } from './field-tile';

/** Four times as large as an image of 28 × 28. */
const GENERATIVE_TILE = { columns: 5, width: 112, height: 112, pitch: 124, left: 20, top: 1 };

/** What each label brings down to the pixels when no image comes up, a picture a label. */
export async function drawGenerativeFields(
  network: Network,
  images: Pick<LabelledImages, 'rows' | 'columns' | 'channels' | 'classNames'>,
): Promise<Exhibit> {
  const fields = generativeFields(network, images);
  const layers = network.architecture.hidden.length;
  return exhibit('generative-fields', (plot) => {
    const pictures = fields.map((field, label) => ({
      src: fieldTile(field, images),
      under: nameFor(images.classNames, label),
    }));
    const { marks, right, bottom } = tiles(plot, pictures, GENERATIVE_TILE);
    return {
      title: 'Generative fields: what each label expects of the pixels',
      caption: [
        `Each of ${fields.length} labels goes down by itself: through the top-down weights of ${layers === 1 ? 'the hidden layer' : `${layers} hidden layers`}, each with its bias, ReLU and normalisation, and from layer 1 to the pixels through the weights by which it sees them.`,
        `${expectedInWords(images)} Each has a scale of its own, up to its largest magnitude.`,
      ].join(' '),
      options: { ...IN_PIXELS, width: right + GENERATIVE_TILE.left, height: bottom + 1, marks },
    };
  });
}

function expectedInWords({ channels }: Pick<LabelledImages, 'channels'>): string {
  return channels === 1
    ? 'Orange: ink is expected there; blue: none is; white: neither.'
    : 'Each channel is drawn in its own colour: brighter than middle grey, light of it is expected; darker: none is; middle grey: neither.';
}
