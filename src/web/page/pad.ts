import type { Picture } from '../../images/pictures/picture';
import { onSheet, PAD } from '../scene/paper';

const { side: SIDE, pen: PEN, seen: SEEN } = PAD;
/** Length of a dot: a line of none is not painted. */
const DOT = 0.1;
/** Pixels that an arrow key moves the pen by. */
const BY = 10;

const ARROWS: Readonly<Record<string, readonly [right: number, down: number]>> = {
  ArrowLeft: [-BY, 0],
  ArrowRight: [BY, 0],
  ArrowUp: [0, -BY],
  ArrowDown: [0, BY],
};

/** Something to draw on, by mouse, pen, touch or keys. */
export interface Pad {
  /** What is drawn on it; undefined where it is blank. */
  readonly picture: () => Picture | undefined;
  readonly clear: () => void;
  /** Takes the last stroke back, where there is one. */
  readonly undo: () => void;
}

type Point = readonly [x: number, y: number];

/**
 * Makes a canvas a pad: `changed` hears of every stroke as it grows, `said` what the pen does by keys. Ink is
 * dark on white paper.
 */
export function pad(
  canvas: HTMLCanvasElement,
  changed: () => void,
  said: (words: string) => void,
): Pad {
  canvas.width = SIDE;
  canvas.height = SIDE;
  const context = canvas.getContext('2d');
  const small = new OffscreenCanvas(SEEN, SEEN).getContext('2d', { willReadFrequently: true });
  if (!context || !small) throw new Error('this browser cannot draw pictures');
  const strokes: Point[][] = [];
  /** The stroke that is being drawn, and where keys have moved the pen. */
  let drawing: Point[] | undefined;
  let pen: Point = [SIDE / 2, SIDE / 2];
  let byKeys = false;

  const redraw = () => {
    paintStrokes(context, strokes, SIDE);
    if (byKeys) {
      context.strokeStyle = drawing ? '#d55e00' : '#0072b2';
      context.lineWidth = 2;
      context.beginPath();
      context.arc(pen[0], pen[1], PEN / 2, 0, 2 * Math.PI);
      context.stroke();
    }
  };
  const begin = (point: Point) => {
    drawing = [point];
    strokes.push(drawing);
  };
  const placeOf = (event: PointerEvent): Point => {
    const box = canvas.getBoundingClientRect();
    return [
      ((event.clientX - box.left) / box.width) * SIDE,
      ((event.clientY - box.top) / box.height) * SIDE,
    ];
  };

  canvas.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    canvas.focus({ preventScroll: true });
    canvas.setPointerCapture(event.pointerId);
    byKeys = false;
    begin(placeOf(event));
    redraw();
    changed();
  });
  canvas.addEventListener('pointermove', (event) => {
    if (!drawing || byKeys) return;
    const all = event.getCoalescedEvents?.() ?? [];
    drawing.push(...(all.length > 0 ? all : [event]).map(placeOf));
    redraw();
    changed();
  });
  for (const ending of ['pointerup', 'pointercancel'])
    canvas.addEventListener(ending, () => {
      if (byKeys) return;
      drawing = undefined;
      changed();
    });
  canvas.addEventListener('keydown', (event) => {
    const by = ARROWS[event.key];
    if (by) {
      byKeys = true;
      const inside = (value: number) => Math.min(SIDE, Math.max(0, value));
      pen = [inside(pen[0] + by[0]), inside(pen[1] + by[1])];
      drawing?.push(pen);
      if (drawing) changed();
    } else if (event.key === ' ') {
      byKeys = true;
      if (drawing) drawing = undefined;
      else begin(pen);
      said(drawing ? 'pen down' : 'pen up');
      changed();
    } else return;
    event.preventDefault();
    redraw();
  });
  canvas.addEventListener('blur', () => {
    if (!byKeys) return;
    [byKeys, drawing] = [false, undefined];
    redraw();
  });
  redraw();

  return {
    picture() {
      if (strokes.length === 0) return undefined;
      paintStrokes(small, strokes, SEEN);
      const { data } = small.getImageData(0, 0, SEEN, SEEN);
      return onSheet(new Uint8Array(data.buffer));
    },
    clear() {
      strokes.length = 0;
      drawing = undefined;
      redraw();
    },
    undo() {
      if (!strokes.pop()) return;
      drawing = undefined;
      redraw();
      changed();
    },
  };
}

/** Paints strokes in dark ink on white paper of so many pixels a side. */
function paintStrokes(
  context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D,
  strokes: readonly (readonly Point[])[],
  side: number,
): void {
  const zoom = side / SIDE;
  context.setTransform(zoom, 0, 0, zoom, 0, 0);
  context.fillStyle = '#fff';
  context.fillRect(0, 0, SIDE, SIDE);
  context.strokeStyle = '#111';
  context.lineWidth = PEN;
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
