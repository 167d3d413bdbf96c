import { drawFigure, type Figure } from '../charts/figure';
import { fieldTile } from '../charts/image-tile';
import { headedTiles, IN_PIXELS, tiles } from '../charts/tiles';
import { type ImageShape, type LabelledImages, nameFor } from '../images/labelled-images';
import { sizesOf } from '../network/architecture';
import type { Layer } from '../network/layer';
import type { Network } from '../network/network';
import { wiresOf } from '../network/wires';
import {
  fieldsThrough,
  generativeFields,
  meanActivityInFirstLayer,
  neighbourCorrelation,
  receptiveFields,
} from '../observation/fields';
import { type SeenParts, seenParts } from '../observation/seen-parts';

/** Fields of each choice of units. */
const SHOWN = 32;
const RECEPTIVE_TILE = { columns: 16, width: 56, height: 56, pitch: 60, left: 20, top: 0 };

/**
 * What units of layer 1 see the image through, for two choices of units: those whose weights have
 * most structure, of which they had none when they were drawn, and those most active on the images.
 */
export async function drawReceptiveFields(
  network: Network,
  images: LabelledImages,
): Promise<Figure> {
  const { rows, columns, channels } = images;
  const all = receptiveFields(network, images, sizesOf(network.architecture).hidden[0] as number);
  const { shape, parts } = seenParts(all, images);
  const structure = parts.map((part) => neighbourCorrelation(part, shape));
  const activity = meanActivityInFirstLayer(network, images);
  const choices = [
    { heading: 'most structured', units: highest(structure) },
    { heading: `most active on ${images.count} images`, units: highest(activity) },
  ];
  const structures = choices.map(({ units }) => units.map((unit) => structure[unit] as number));
  const groups = choices.map(({ heading, units }) => fieldTiles(heading, units, { shape, parts }));
  return drawFields('receptive-fields', groups, {
    title: 'Receptive fields: the weights from the pixels into layer 1',
    caption: [
      `Weights from the ${rows} × ${columns} pixels${channels === 1 ? '' : ` of ${channels} channels`} into ${Math.min(SHOWN, all.length)} of ${all.length} units, in two selections; numbers are places in the layer, from 0.`,
      ...(shape.rows < rows || shape.columns < columns ? [partInWords(shape, 'pixels')] : []),
      coloursInWords(images),
      `Above: the units whose weights of neighbouring pixels are most alike (correlation ${span(structures[0])}; initial random weights have about 0).`,
      `Below: the units with the highest mean activity in the bottom-up pass over ${images.count} images (${images.name}); their correlation is ${span(structures[1])}.`,
    ].join(' '),
  });
}

/**
 * What units see other hidden layers through that are maps of one channel or three, for those of each layer
 * whose weights have most structure. Undefined where there is no such layer.
 */
export async function drawFieldsBetweenLayers(network: Network): Promise<Figure | undefined> {
  const { hidden } = network.architecture;
  const seen = wiresOf(network.architecture)
    .flat()
    .flatMap((wire) => {
      const { map } = wire.from;
      const isHidden = wire.source >= 1 && wire.source <= hidden.length;
      return isHidden && map && [1, 3].includes(map.channels) ? [{ wire, map }] : [];
    });
  const [first] = seen;
  if (!first) return undefined;
  const groups = seen.map(({ wire, map }) => {
    const fields = seenParts(fieldsThrough(network, wire, wire.to.units), map);
    const structure = fields.parts.map((part) => neighbourCorrelation(part, fields.shape));
    const heading = `${inWords(wire.to)} sees ${inWords(wire.from)} (${wire.direction}), ${partOf(fields.shape, map)}`;
    return fieldTiles(heading, highest(structure).slice(0, RECEPTIVE_TILE.columns), fields);
  });
  return drawFields('fields-between-layers', groups, {
    title: 'Fields between layers: the weights from one map into another',
    caption: [
      `Weights from a hidden layer into units of another, those whose neighbouring weights are most alike; numbers are places in the layer, from 0. Each picture shows as many places as a unit sees.`,
      first.map.channels === 1
        ? coloursInWords(first.map)
        : `The channels of the map that is seen are drawn as red, green and blue, though none of them is a colour: brighter than middle grey raises a unit’s activity, darker lowers it; each field has a scale of its own, up to its largest magnitude.`,
    ].join(' '),
  });
}

type FieldTiles = Parameters<typeof headedTiles>[1][number];

/** The fields of these units, each with its number below it. */
function fieldTiles(
  heading: string,
  units: readonly number[],
  { shape, parts }: SeenParts,
): FieldTiles {
  const src = (unit: number) => fieldTile(parts[unit] as Float32Array, shape);
  return { heading, pictures: units.map((unit) => ({ src: src(unit), under: String(unit) })) };
}

function drawFields(
  name: string,
  groups: readonly FieldTiles[],
  words: Pick<Figure, 'title' | 'caption'>,
): Promise<Figure> {
  return drawFigure(name, (plot) => {
    const { marks, right, bottom } = headedTiles(plot, groups, RECEPTIVE_TILE);
    const width = right + RECEPTIVE_TILE.left;
    return { ...words, options: { ...IN_PIXELS, width, height: bottom, marks } };
  });
}

function partInWords(shape: Pick<ImageShape, 'rows' | 'columns'>, of: string): string {
  return `Each picture shows the ${shape.rows} × ${shape.columns} ${of} that a unit sees; units near the border see fewer, and the rest of their picture is empty.`;
}

function partOf({ rows, columns }: ImageShape, of: ImageShape): string {
  return `${rows} × ${columns} of ${of.rows} × ${of.columns} places`;
}

/** A layer as readers know it: `layer 1`. */
function inWords({ name }: Layer): string {
  return name.replace('_', ' ');
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

function coloursInWords({ channels }: Pick<ImageShape, 'channels'>): string {
  const scale = 'each field has a scale of its own, up to its largest magnitude.';
  return channels === 1
    ? `Ink on orange raises a unit’s activity, on blue it lowers it, on white it does nothing; ${scale}`
    : `Each channel is drawn in its own colour: light raises a unit’s activity where the field is brighter than middle grey, lowers it where it is darker, and does nothing on middle grey; ${scale}`;
}

/** Four times as large as an image of 28 × 28. */
const GENERATIVE_TILE = { columns: 5, width: 112, height: 112, pitch: 124, left: 20, top: 1 };

/** What each label brings down to the pixels when no image comes up, a picture a label. */
export async function drawGenerativeFields(
  network: Network,
  images: Pick<LabelledImages, 'rows' | 'columns' | 'channels' | 'classNames'>,
): Promise<Figure> {
  const fields = generativeFields(network, images);
  const layers = network.architecture.hidden.length;
  return drawFigure('generative-fields', (plot) => {
    const pictures = fields.map((field, label) => ({
      src: fieldTile(field, images),
      under: nameFor(images.classNames, label),
    }));
    const { marks, right, bottom } = tiles(plot, pictures, GENERATIVE_TILE);
    return {
      title: 'Generative fields: what each label expects of the pixels',
      caption: [
        `Each of ${fields.length} labels is sent down by itself: through the top-down weights of ${layers === 1 ? 'the hidden layer' : `${layers} hidden layers`}, each with its bias, ReLU and normalisation, and from layer 1 to the pixels through its bottom-up weights.`,
        `${fieldInWords(images)} Each has a scale of its own, up to its largest magnitude.`,
      ].join(' '),
      options: { ...IN_PIXELS, width: right + GENERATIVE_TILE.left, height: bottom + 1, marks },
    };
  });
}

function fieldInWords({ channels }: Pick<LabelledImages, 'channels'>): string {
  return channels === 1
    ? 'Orange: ink is expected there; blue: none is; white: neither.'
    : 'Each channel is drawn in its own colour: brighter than middle grey, light of it is expected; darker: none is; middle grey: neither.';
}
