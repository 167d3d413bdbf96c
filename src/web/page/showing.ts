import { BEGINNING } from '../scene/page-state';
import { firstPace, type Shown } from './shown';

/** What the page shows, drawn whenever it changes, and what went wrong, told until something else has been done. */
export class Showing {
  shown: Shown = { state: BEGINNING, networks: [], playing: false, pace: firstPace() };
  readonly #draw: (shown: Shown) => void;
  /** The problem that was told before a person asked for something else; undefined where none was. */
  #past: string | undefined;

  constructor(draw: (shown: Shown) => void) {
    this.#draw = draw;
  }

  change(change: Partial<Shown>): void {
    this.become({ ...this.shown, ...change });
  }

  become(shown: Shown): void {
    this.shown = shown;
    this.#draw(shown);
  }

  /** Tells a person what went wrong; undefined: nothing does any more. */
  tell(problem: string | undefined): void {
    const { problem: _, ...shown } = this.shown;
    this.#past = undefined;
    this.become(problem === undefined ? shown : { ...shown, problem });
  }

  /** A person asks for something else: the problem that is told is over once that has been done. */
  asksAnew(): void {
    this.#past = this.shown.problem;
  }

  /** Does what may fail; if it does, it is told why. */
  async trying(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      if (this.#past !== undefined) this.tell(undefined);
    } catch (error) {
      this.tell(error instanceof Error ? error.message : String(error));
    }
  }
}
