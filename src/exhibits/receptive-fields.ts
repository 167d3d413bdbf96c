import type { LabelledImages } from '../data/labelled-images';
import { headedTiles } from '../figures/headed-tiles';
import { IN_PIXELS } from '../figures/tiles';
import { sizesOf } from '../network/architecture';
import type { Network } from '../network/network';
import { receptiveFields } from '../observation/fields';
import { meanActivity } from '../observation/mean-activity';
import { neighbourCorrelation } from '../observation/neighbour-correlation';
import { type Exhibit, exhibit } from './exhibit';
import { fieldTile } from './field-tile';

/** Fields of each of the two choices of units. */
const SHOWN = 32;
const RECEPTIVE_TILE = { columns: 16, width: 56, height: 56, pitch: 60, left: 20, top: 0 };

/**
 * What units of layer 1 see the image through, for two choices of units: those whose weights have
 * most structure, of which they had none when they were drawn, and those most active on the images.
 */
export async function drawReceptiveFields(
  network: Network,
  images: LabelledImages,
): Promise<Exhibit> {
  const { rows, columns, channels } = images;
  const all = receptiveFields(network, images, sizesOf(network.architecture).hidden[0] as number);
  const structure = all.map((field) => neighbourCorrelation(field, images));
  const activity = meanActivity(network, images);
  const choices = [
    { heading: 'most structured', units: highest(structure) },
    { heading: `most active on ${images.count} images`, units: highest(activity) },
  ];
  const structures = choices.map(({ units }) => units.map((unit) => structure[unit] as number));
  return exhibit('receptive-fields', (plot) => {
    const groups = choices.map(({ heading, units }) => {
      const src = (unit: number) => fieldTile(all[unit] as Float32Array, images);
      return { heading, pictures: units.map((unit) => ({ src: src(unit), under: String(unit) })) };
    });
    const { marks, bottom } = headedTiles(plot, groups, RECEPTIVE_TILE);
    const width = 2 * RECEPTIVE_TILE.left + (RECEPTIVE_TILE.columns - 1) * RECEPTIVE_TILE.pitch + RECEPTIVE_TILE.width;
    return {
      title: 'Receptive fields: the weights from the pixels into layer 1',
      caption: [
        `Weights from the ${rows} × ${columns} pixels${channels === 1 ? '' : ` of ${channels} channels`} into ${Math.min(SHOWN, all.length)} of ${all.length} units, twice; numbers are places in the layer, from 0.`,
        coloursInWords(images),
        `Above: where the weights of neighbouring pixels are most alike (correlation ${span(structures[0])}; weights as they are first drawn have about 0).`,
        `Below: highest mean activity in the bottom-up pass over ${images.count} images (${images.name}); there the correlation is ${span(structures[1])}.`,
      ].join(' '),
      options: { ...IN_PIXELS, width, height: bottom, marks },
    };
  });
}

/** The places of the highest values, the highest first. */
function highest(values: ArrayLike<number>): number[] {
  const places = Array.from({ length: values.length }, (_, at) => at);
  places.sort((one, other) => (values[other] as number) - (values[one] as number));
  return places.slice(0, SHOWN);
}

/** From the least to the greatest, in words. */
function span(values: readonly number[] = []): string {
  const rounded = (value: number) => (Math.round(100 * value) / 100 + 0).toFixed(2); // no -0.00
  return `${rounded(Math.min(...values))} to ${rounded(Math.max(...values))}`.replace('-', '−');
}

function coloursInWords({ channels }: LabelledImages): string {
  const scale = 'each field has a scale of its own, up to its largest magnitude.';
  return channels === 1
    ? `Ink on orange raises a unit’s activity, on blue it lowers it, on white it does nothing; ${scale}`
    : `Each channel is drawn in its own colour: light raises a unit’s activity where the field is brighter than middle grey, lowers it where it is darker, and does nothing on middle grey; ${scale}`;
}
