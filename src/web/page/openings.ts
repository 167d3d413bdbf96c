/** What becomes of what is opened. */
interface Outcome<Found> {
  /** Does the work of opening; where it cannot be done, a person is told why. */
  readonly trying: (work: () => Promise<void>) => Promise<void>;
  /** Hears which network the worker has, once nothing more is to be opened: the one before, where the last failed. */
  readonly settled: (found: Found) => Promise<void>;
}

/**
 * The order in which networks are opened: one after the other, so that the worker's is the page's. Of those that
 * are asked for meanwhile, only the last is opened.
 */
export class Openings<Found> {
  readonly #outcome: Outcome<Found>;
  #last: Promise<void> = Promise.resolve();
  /** Networks that were asked for, and how many of them are open or out of the way. */
  #asked = 0;
  #settled = 0;
  /** What the worker has, though another may have been asked for meanwhile. */
  #found: Found | undefined;

  constructor(outcome: Outcome<Found>) {
    this.#outcome = outcome;
  }

  /** Whether the worker's network is not yet, or no longer, the one that was asked for. */
  get isOpening(): boolean {
    return this.#settled < this.#asked;
  }

  /** Opens a network in its turn, unless another is asked for before; done once its turn is over. */
  open(work: () => Promise<Found>): Promise<void> {
    const asked = ++this.#asked;
    const isWanted = () => asked === this.#asked;
    this.#last = this.#last.then(async () => {
      if (!isWanted()) return;
      await this.#outcome.trying(async () => {
        this.#found = await work();
      });
      if (!isWanted()) return;
      this.#settled = asked;
      if (this.#found) await this.#outcome.settled(this.#found);
    });
    return this.#last;
  }
}
