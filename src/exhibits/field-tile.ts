import { BLUE_WHITE_ORANGE } from '../figures/colour-maps';
import { rangeAroundZero, raster } from '../figures/raster';

/** A field [rows × columns] as a picture: orange above 0, blue below; a scale of its own. */
export function fieldTile(
  values: Float32Array,
  { rows, columns }: { readonly rows: number; readonly columns: number },
): string {
  return raster({ rows, columns, values }, rangeAroundZero(values), BLUE_WHITE_ORANGE);
}
