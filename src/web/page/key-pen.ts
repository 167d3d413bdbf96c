import { PAD } from '../scene/paper';
import type { PadPoint, Strokes } from './strokes';

/** Pixels that an arrow key moves the pen by. */
const BY = 10;

const ARROWS: Readonly<Record<string, readonly [right: number, down: number]>> = {
  ArrowLeft: [-BY, 0],
  ArrowRight: [BY, 0],
  ArrowUp: [0, -BY],
  ArrowDown: [0, BY],
};

/** A pen that keys move: it is shown from the first key on, until it is hidden. */
export interface KeyPen {
  /** Draws where it is, if it is shown. */
  readonly draw: (context: CanvasRenderingContext2D) => void;
  /** Hides it, and ends its stroke. */
  readonly hide: () => void;
}

/** Who hears what the pen does. */
interface Heard {
  /** It is to be drawn in another place, or no more. */
  readonly moved: () => void;
  /** Its stroke has grown, begun or ended. */
  readonly changed: () => void;
  /** `pen down`, or `pen up`. */
  readonly said: (words: string) => void;
}

/** Lets the arrow keys move a pen over a canvas, and the space bar put it down or lift it. It draws into `strokes`. */
export function keyPen(
  canvas: HTMLCanvasElement,
  strokes: Strokes,
  { moved, changed, said }: Heard,
): KeyPen {
  let at: PadPoint = [PAD.side / 2, PAD.side / 2];
  let isShown = false;

  const moveBy = ([right, down]: PadPoint) => {
    const inside = (value: number) => Math.min(PAD.side, Math.max(0, value));
    at = [inside(at[0] + right), inside(at[1] + down)];
    strokes.extend('keys', [at]);
    if (strokes.isDrawing('keys')) changed();
  };
  const lowerOrLift = () => {
    if (!strokes.end('keys')) strokes.begin('keys', at);
    said(strokes.isDrawing('keys') ? 'pen down' : 'pen up');
    changed();
  };
  const hide = () => {
    isShown = false;
    strokes.end('keys');
  };

  canvas.addEventListener('keydown', (event) => {
    const by = ARROWS[event.key];
    if (!by && event.key !== ' ') return;
    event.preventDefault();
    isShown = true;
    if (by) moveBy(by);
    else lowerOrLift();
    moved();
  });
  canvas.addEventListener('blur', () => {
    if (!isShown) return;
    hide();
    moved();
  });

  return {
    draw(context) {
      if (!isShown) return;
      context.strokeStyle = strokes.isDrawing('keys') ? '#d55e00' : '#0072b2';
      context.lineWidth = 2;
      context.beginPath();
      context.arc(at[0], at[1], PAD.pen / 2, 0, 2 * Math.PI);
      context.stroke();
    },
    hide,
  };
}
