export type PadPoint = readonly [x: number, y: number];

/** What draws a stroke: a pointer, by its id, or the keys. */
export type Drawer = number | 'keys';

/** Strokes in the order in which they were begun. Several may grow at once: each by what draws it. */
export class Strokes {
  readonly #all: PadPoint[][] = [];
  readonly #growing = new Map<Drawer, PadPoint[]>();

  get all(): readonly (readonly PadPoint[])[] {
    return this.#all;
  }

  /** Begins a stroke; one that the same drawer was drawing ends. */
  begin(drawer: Drawer, at: PadPoint): void {
    const stroke = [at];
    this.#all.push(stroke);
    this.#growing.set(drawer, stroke);
  }

  isDrawing(drawer: Drawer): boolean {
    return this.#growing.has(drawer);
  }

  /** Adds points to the stroke of this drawer, if it is drawing. */
  extend(drawer: Drawer, points: readonly PadPoint[]): void {
    this.#growing.get(drawer)?.push(...points);
  }

  /** Ends the stroke of this drawer; says whether there was one. */
  end(drawer: Drawer): boolean {
    return this.#growing.delete(drawer);
  }

  /** Takes back the stroke that was begun last, though it may still grow; says whether there was one. */
  undo(): boolean {
    const last = this.#all.pop();
    for (const [drawer, stroke] of this.#growing) if (stroke === last) this.end(drawer);
    return last !== undefined;
  }

  clear(): void {
    this.#all.length = 0;
    this.#growing.clear();
  }
}
