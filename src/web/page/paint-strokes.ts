import { PAD } from '../scene/paper';
import type { PadPoint } from './strokes';

/** Length of a dot: a line of none is not painted. */
const DOT = 0.1;

/** Paints strokes in dark ink on white paper of so many pixels a side. */
export function paintStrokes(
  context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D,
  strokes: readonly (readonly PadPoint[])[],
  side: number,
): void {
  const zoom = side / PAD.side;
  context.setTransform(zoom, 0, 0, zoom, 0, 0);
  context.fillStyle = '#fff';
  context.fillRect(0, 0, PAD.side, PAD.side);
  context.strokeStyle = '#111';
  context.lineWidth = PAD.pen;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  for (const points of strokes) {
    context.beginPath();
    for (const [at, [x, y]] of points.entries())
      if (at === 0) context.moveTo(x, y);
      else context.lineTo(x, y);
    const [first] = points;
    if (points.length === 1 && first) context.lineTo(first[0] + DOT, first[1]);
    context.stroke();
  }
}
