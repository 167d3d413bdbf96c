import type { ImageShape } from '../labelled-images';
import type { Box } from '../pictures/resample';
import { layBehind } from './lay-behind';

/**
 * Lays a part of another image of the same shape in front of a scene, its upper left corner at (top,
 * left): the scene then lies behind it as in `layBehind`, hidden by its ink and the outline of that.
 * What falls outside is lost. Changes `scene` [rows × columns × channels].
 */
export function layInFront(
  scene: Uint8Array,
  shape: Pick<ImageShape, 'rows' | 'columns' | 'channels'>,
  other: Uint8Array,
  part: Box,
  corner: readonly [top: number, left: number],
): void {
  const { rows, columns } = shape;
  const front = new Uint8Array(scene.length);
  layBehind(front, shape, other, part, corner);
  layBehind(front, shape, scene, { top: 0, left: 0, rows, columns }, [0, 0]);
  scene.set(front);
}
