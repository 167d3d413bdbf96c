import type { Picture } from '../../images/pictures/picture';
import { onSheet, PAD } from '../scene/paper';
import { paintStrokes } from './paint-strokes';
import { type Point, Strokes } from './strokes';

const { side: SIDE, pen: PEN, seen: SEEN } = PAD;
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

/**
 * Makes a canvas a pad: `changed` hears of every stroke as it grows, `said` what the pen does by keys. Each
 * pointer draws strokes of its own. Ink is dark on white paper.
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
  const strokes = new Strokes();
  /** Where keys have moved the pen, and whether it is shown. */
  let pen: Point = [SIDE / 2, SIDE / 2];
  let byKeys = false;

  const redraw = () => {
    paintStrokes(context, strokes.all, SIDE);
    if (byKeys) {
      context.strokeStyle = strokes.isDrawing('keys') ? '#d55e00' : '#0072b2';
      context.lineWidth = 2;
      context.beginPath();
      context.arc(pen[0], pen[1], PEN / 2, 0, 2 * Math.PI);
      context.stroke();
    }
  };
  const hidePen = () => {
    byKeys = false;
    strokes.end('keys');
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
    hidePen();
    strokes.begin(event.pointerId, placeOf(event));
    redraw();
    changed();
  });
  canvas.addEventListener('pointermove', (event) => {
    if (!strokes.isDrawing(event.pointerId)) return;
    const all = event.getCoalescedEvents?.() ?? [];
    strokes.extend(event.pointerId, (all.length > 0 ? all : [event]).map(placeOf));
    redraw();
    changed();
  });
  for (const ending of ['pointerup', 'pointercancel'] as const)
    canvas.addEventListener(ending, ({ pointerId }) => {
      if (strokes.end(pointerId)) changed();
    });
  canvas.addEventListener('keydown', (event) => {
    const by = ARROWS[event.key];
    if (by) {
      byKeys = true;
      const inside = (value: number) => Math.min(SIDE, Math.max(0, value));
      pen = [inside(pen[0] + by[0]), inside(pen[1] + by[1])];
      strokes.extend('keys', [pen]);
      if (strokes.isDrawing('keys')) changed();
    } else if (event.key === ' ') {
      byKeys = true;
      if (!strokes.end('keys')) strokes.begin('keys', pen);
      said(strokes.isDrawing('keys') ? 'pen down' : 'pen up');
      changed();
    } else return;
    event.preventDefault();
    redraw();
  });
  canvas.addEventListener('blur', () => {
    if (!byKeys) return;
    hidePen();
    redraw();
  });
  redraw();

  return {
    picture() {
      if (strokes.all.length === 0) return undefined;
      paintStrokes(small, strokes.all, SEEN);
      const { data } = small.getImageData(0, 0, SEEN, SEEN);
      return onSheet(new Uint8Array(data.buffer));
    },
    clear() {
      strokes.clear();
      redraw();
    },
    undo() {
      if (!strokes.undo()) return;
      redraw();
      changed();
    },
  };
}
