import { InputError } from '../../input/errors';
import { type Architecture, type Layers, sizesOf } from '../../network/architecture';
import { type MapShape, mapLayer } from '../../network/layer';
import { neighbours } from '../../network/neighbours';
import type { System } from '../system';
import { HYBRID_IMAGES, type HybridSettings } from './hybrid-images';

/** Places along each side of the three layers, whose units are shared out among them. */
const SIDES: readonly number[] = [4, 3, 2];

/** The paper's units: 128, 220 and 512 channels a place, about 2000 a layer. */
export const PAPER_LOCAL_UNITS: readonly number[] = [16 * 128, 9 * 220, 4 * 512];

/** The paper's images, and the side of the square of pixels that a place of the first layer sees of them. */
const PAPER = { rows: 28, columns: 28, channels: 1, field: 10 } as const;

/** The side of the square of places below that a place of the second and the third layer sees. */
const FIELD_ABOVE = 2;

/** What to do with images that have no such fields. */
const INSTEAD = 'hybrid-images takes maps of your own by --maps, with fields of --field places';

/**
 * The side of the square of pixels that each place of the first layer sees: of the image's longer side as
 * large a part as in the paper, 10 of 28, and not more than there is of the shorter one. The squares are
 * spread evenly from border to border: for 28 × 28 pixels, 6 apart.
 * Throws InputError where squares in 4 × 4 places would leave out pixels, or there are fewer than places.
 */
function fieldOf({ rows, columns }: Pick<MapShape, 'rows' | 'columns'>): number {
  const [side = 0] = SIDES;
  const [shorter, longer] = [Math.min(rows, columns), Math.max(rows, columns)];
  const field = Math.min(shorter, Math.round((longer * PAPER.field) / PAPER.rows));
  if (shorter >= side && side * field >= longer) return field;
  throw new InputError(
    `local fields in ${side} × ${side} places do not cover images of ${rows} × ${columns} pixels: ${INSTEAD}`,
  );
}

/** The images as a map. Of the paper's size goes without saying what they are, as in older files. */
function imageOf({ input }: Layers): MapShape {
  if (input.map) return input.map;
  if (input.units === PAPER.rows * PAPER.columns) return PAPER;
  throw new InputError(
    `local fields need to know the rows and columns of images that are not 28 × 28 pixels, but ${input.units}: declare the pixels as a map`,
  );
}

/** Throws InputError where layers of so many units cannot be shared out among the places. */
function checkUnits(layers: Layers): void {
  const { hidden } = sizesOf(layers);
  const fits = SIDES.every((side, index) => (hidden[index] ?? 0.5) % side ** 2 === 0);
  if (hidden.length === SIDES.length && fits) return;
  const places = SIDES.map((side) => side ** 2).join(', ');
  throw new InputError(
    `local fields are for three hidden layers whose units are multiples of their ${places} places, not for ${hidden.join(', ')} units: ${INSTEAD}`,
  );
}

/** The layers as maps, each joined with the one below it by squares that lie within that. */
function localArchitecture(layers: Layers): Architecture {
  checkUnits(layers);
  const image = imageOf(layers);
  const input = mapLayer(layers.input.name, image);
  const hidden = layers.hidden.map(({ name, units }, index) => {
    const side = SIDES[index] as number;
    return mapLayer(name, { rows: side, columns: side, channels: units / side ** 2 });
  });
  const fields = [fieldOf(image), FIELD_ABOVE, FIELD_ABOVE];
  const joined = neighbours({ ...layers, input, hidden }, { topDown: false });
  const connections = joined.connections.map((connection, index) => {
    const field = fields[index] as number;
    return { ...connection, transform: { kind: 'local', field, fields: 'within' } as const };
  });
  return { ...joined, connections };
}

/**
 * The better network of section 3.2: as `HYBRID_IMAGES`, but each unit sees a part of the layer
 * below, and no weights are shared. The places are the paper's (its footnote), 4 × 4, 3 × 3 and 2 × 2, whatever
 * the images: their fields grow with these.
 */
export const LOCAL_FIELDS: System<HybridSettings> = {
  ...HYBRID_IMAGES,
  name: 'local-fields',
  about: 'the unsupervised network of section 3.2 with local receptive fields',
  takes: (architecture, settings) =>
    HYBRID_IMAGES.takes(architecture, settings) &&
    architecture.connections.every(({ transform }) => transform.kind === 'local'),
  architecture: localArchitecture,
  readings: (network, settings) =>
    HYBRID_IMAGES.readings(network, settings).map((one) => ({ ...one, name: 'local-fields' })),
};
