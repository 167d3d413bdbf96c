import { InputError } from '../engine/errors';
import type { System } from '../learning/system';
import { type Layers, leadsUp, neighbours, sizesOf } from '../network/architecture';
import { mapLayer } from '../network/layer';
import { HYBRID_IMAGES } from './hybrid-images';
import type { HybridSettings } from './hybrid-settings';

/** A layer of section 3.2 of the paper (its footnote). */
export interface Grid {
  /** Places along each side; the units of a layer are shared out among its places. */
  readonly side: number;
  /** Side of the square of places below that each place sees. */
  readonly field: number;
}

/** The three layers, for images of 28 × 28 pixels: fields 6, 1 and 1 places apart. */
export const PAPER_GRIDS: readonly Grid[] = [
  { side: 4, field: 10 },
  { side: 3, field: 2 },
  { side: 2, field: 2 },
];

/** Their units: 128, 220 and 512 channels a place, about 2000 a layer. */
export const PAPER_LOCAL_UNITS: readonly number[] = [16 * 128, 9 * 220, 4 * 512];

/** Whether layers of so many units can be shared out among the places. */
function areLocal(layers: Layers): boolean {
  const { pixels, hidden } = sizesOf(layers);
  const fits = PAPER_GRIDS.every(({ side }, index) => (hidden[index] ?? 0.5) % side ** 2 === 0);
  return pixels === 28 ** 2 && hidden.length === PAPER_GRIDS.length && fits;
}

/** The layers as maps, each joined with the one below it by squares that lie within that. */
function localArchitecture(layers: Layers) {
  if (!areLocal(layers)) {
    const { pixels, hidden } = sizesOf(layers);
    const places = PAPER_GRIDS.map(({ side }) => side ** 2).join(', ');
    throw new InputError(
      `local fields are for images of 28 × 28 pixels and three hidden layers whose units are multiples of their ${places} places; not for ${pixels} pixels and ${hidden.join(', ')} units`,
    );
  }
  const input = mapLayer(layers.input.name, { rows: 28, columns: 28, channels: 1 });
  const hidden = layers.hidden.map(({ name, units }, index) => {
    const { side } = PAPER_GRIDS[index] as Grid;
    return mapLayer(name, { rows: side, columns: side, channels: units / side ** 2 });
  });
  const dense = neighbours({ ...layers, input, hidden }, { topDown: false });
  const connections = dense.connections.map((connection, index) => {
    const { field } = PAPER_GRIDS[index] as Grid;
    return { ...connection, transform: { kind: 'local', field, fields: 'within' } as const };
  });
  return { ...dense, connections };
}

/**
 * The better network of section 3.2: as `HYBRID_IMAGES`, but each unit sees a part of the layer
 * below, and no weights are shared.
 */
export const LOCAL_FIELDS: System<HybridSettings> = {
  ...HYBRID_IMAGES,
  name: 'local-fields',
  about: 'the unsupervised network of section 3.2 with local receptive fields',
  takes: (architecture, settings) =>
    HYBRID_IMAGES.takes(architecture, settings) &&
    leadsUp(architecture) &&
    architecture.connections.every(({ transform }) => transform.kind === 'local'),
  architecture: localArchitecture,
  readings: (network, settings) =>
    HYBRID_IMAGES.readings(network, settings).map((one) => ({ ...one, name: 'local-fields' })),
};
