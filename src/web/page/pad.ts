import type { Picture } from '../../images/pictures/picture';
import { onSheet, PAD } from '../scene/paper';
import { keyPen } from './key-pen';
import { paintStrokes } from './paint-strokes';
import { type PadPoint, Strokes } from './strokes';

const { side: SIDE, seen: SEEN } = PAD;

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
 * pointer draws strokes of its own. Ink is dark on white paper. Throws Error where the browser cannot draw.
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
  const redraw = () => {
    paintStrokes(context, strokes.all, SIDE);
    pen.draw(context);
  };
  const redrawAndTell = () => {
    redraw();
    changed();
  };
  const pen = keyPen(canvas, strokes, { moved: redraw, changed, said });
  drawByPointers(canvas, strokes, { begins: pen.hide, grown: redrawAndTell, ended: changed });
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
      if (strokes.undo()) redrawAndTell();
    },
  };
}

/** Has each pointer draw a stroke from where it is pressed to where it is released. */
function drawByPointers(
  canvas: HTMLCanvasElement,
  strokes: Strokes,
  { begins, grown, ended }: Readonly<Record<'begins' | 'grown' | 'ended', () => void>>,
): void {
  const placeOf = (event: PointerEvent): PadPoint => {
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
    begins();
    strokes.begin(event.pointerId, placeOf(event));
    grown();
  });
  canvas.addEventListener('pointermove', (event) => {
    if (!strokes.isDrawing(event.pointerId)) return;
    const all = event.getCoalescedEvents?.() ?? [];
    strokes.extend(event.pointerId, (all.length > 0 ? all : [event]).map(placeOf));
    grown();
  });
  for (const ending of ['pointerup', 'pointercancel'] as const)
    canvas.addEventListener(ending, ({ pointerId }) => {
      if (strokes.end(pointerId)) ended();
    });
}
