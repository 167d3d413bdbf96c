import type { Picture } from '../../images/pictures/picture';

/**
 * Pixels of the pad's side, as it is drawn on, and of its pen's width; and of the side of its picture: enough for a
 * network, and soon looked through, at every move of the pen.
 */
export const PAD = { side: 280, pen: 22, seen: 140 } as const;

/**
 * What is drawn on the pad, [side × side × 4], on paper that goes on beyond it by a pixel: the border is blank,
 * so that ink at the pad's edge is taken for ink, and not for a shadow or the edge of the paper.
 */
export function onSheet(rgba: Uint8Array): Picture {
  const side = Math.sqrt(rgba.length / 4);
  const length = side + 2;
  const sheet = new Uint8Array(4 * length * length).fill(255);
  for (let row = 0; row < side; row++)
    sheet.set(rgba.subarray(4 * row * side, 4 * (row + 1) * side), 4 * ((row + 1) * length + 1));
  return { rows: length, columns: length, rgba: sheet };
}
