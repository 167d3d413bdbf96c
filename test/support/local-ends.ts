import { type Layer, mapLayer } from '../../src/network/layer';
import type { Local } from '../../src/network/transforms/local/local';
import type { Ends } from '../../src/network/transforms/transform';

export type MapSize = readonly [rows: number, columns: number, channels: number];

/** A layer that is a map of this size. */
export function mapOf(name: string, [rows, columns, channels]: MapSize): Layer {
  return mapLayer(name, { rows, columns, channels });
}

/** A local connection between maps of these sizes; from the lower one to itself, where `self` is false. */
export function localEnds(from: MapSize, to: MapSize, transform: Omit<Local, 'kind'>): Ends<Local> {
  const below = mapOf('below', from);
  const above = transform.self === false ? below : mapOf('above', to);
  return { from: below, to: above, transform: { kind: 'local', ...transform } };
}
