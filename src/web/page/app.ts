import { player } from '../../pages/browser/player';
import { type ListedNetwork, listedNetworks } from '../own-files';
import { fromAddress } from '../scene/address';
import { type PageState, stepsBefore, watchingAs } from '../scene/page-state';
import { trueLabel } from '../scene/pictures';
import type { Scene } from '../scene/scene';
import { sceneOf, windowOf } from '../scene/scene-of';
import { stateAt } from '../scene/tour-stops';
import { addressBar } from './address-bar';
import type { AskWorker } from './ask-worker';
import {
  beginningWith,
  type Found,
  fitting,
  learntBy,
  networkNamed,
  openListed,
  openOwn,
  withNetwork,
} from './networks';
import { onceMore } from './once-more';
import { Openings } from './openings';
import { Showing } from './showing';
import type { Shown } from './shown';

/** What changes while a scene stays the same. */
const LOOKING: readonly (keyof PageState)[] = ['step', 'label', 'tour', 'first', 'last'];

/** The page's heart: one state, from which all that is shown follows. */
export class App {
  readonly #ask: AskWorker;
  readonly #showing: Showing;
  readonly #player;
  readonly #address = addressBar((network) => learntBy(this.shown)(network));
  readonly #openings = new Openings<Found>({
    trying: (work) => this.#showing.trying(work),
    settled: (found) => this.#takes(found),
  });
  #isStarting: boolean = true;
  /** Lets the network watch the state's scene: the latest state's, while another is watched. */
  readonly watch = onceMore(async () => {
    if (this.shown.opened && !this.#openings.isOpening)
      await this.#showing.trying(() => this.#watch());
  });

  constructor(ask: AskWorker, draw: (shown: Shown) => void) {
    this.#ask = ask;
    this.#showing = new Showing(draw);
    this.#player = player(
      () => this.shown.pace,
      () => {
        this.change({ step: this.shown.state.step + 1 });
        return this.shown.state.step < this.lastStep;
      },
      (playing) => this.#showing.change({ playing }),
    );
  }

  get shown(): Shown {
    return this.#showing.shown;
  }

  /** The last step of the scene. */
  get lastStep(): number {
    const { state } = this.shown;
    return stepsBefore(state) + state.steps;
  }

  /** Whether the network that was asked for is not there yet. */
  get isOpening(): boolean {
    return this.#isStarting || this.#openings.isOpening;
  }

  /** Begins with what the address says. Throws Error where the list of networks cannot be read. */
  async start(hash: string): Promise<void> {
    try {
      this.#showing.change({ networks: await listedNetworks() });
      this.#showing.change({ state: this.#told(hash) });
    } finally {
      this.#isStarting = false;
    }
    await this.#openNamed();
  }

  /** Turns the page to another state; what follows from it comes when it is there. */
  change(change: Partial<PageState>): void {
    const before = this.shown.state;
    const { opened, own } = this.shown;
    const { isOpening } = this.#openings;
    const asked = { ...before, ...change };
    const isMissing = opened === undefined && !isOpening;
    const isAsked = 'network' in change && (own !== undefined || isMissing);
    const isOther = asked.network !== before.network || isAsked;
    const state = fitting(asked, isOther || isOpening ? {} : this.shown);
    const isNew = Object.keys(change).some((key) => !LOOKING.includes(key as keyof PageState));
    if (isNew) this.#showing.asksAnew();
    // The list shows the network that was chosen, and no file any more, while it is opened.
    const { own: _, ...listed } = this.shown;
    this.#showing.become({ ...(isOther ? listed : this.shown), state });
    this.#address.keep(state);
    if (isOther) void this.#openNamed();
    else if (isNew) void this.watch();
  }

  /** Turns the page to what an address says. */
  goTo(hash: string): void {
    this.stop();
    this.change({ ...this.#told(hash) });
  }

  /** Turns the page to how it begins, with the same network or file, watching as that has learnt to. */
  reset(): void {
    this.stop();
    this.change(beginningWith(this.shown));
  }

  /** Turns the page to another network, which watches as it has learnt to. */
  choose({ name, perception }: ListedNetwork): void {
    const watching = watchingAs(perception, this.shown.state);
    this.change({ network: name, label: undefined, ...watching });
  }

  /** Turns the page to a stop of the tour, from 1; undefined ends it. */
  visit(tour: number | undefined): void {
    this.stop();
    this.change(tour === undefined ? { tour } : stateAt(tour));
  }

  setPace(pace: number): void {
    this.#showing.change({ pace });
  }

  play(): void {
    if (!this.shown.playing && this.shown.state.step >= this.lastStep) this.change({ step: 0 });
    this.#player.toggle();
  }

  stop(): void {
    this.#player.stop();
  }

  stepTo(step: number): void {
    this.stop();
    this.change({ step: Math.min(this.lastStep, Math.max(0, step)) });
  }

  /** Tells a person what went wrong; undefined: nothing does any more. */
  tell(problem: string | undefined): void {
    this.#showing.tell(problem);
  }

  /** A file of a person's own takes the network's place. */
  openOwn(name: string, bytes: Uint8Array): Promise<void> {
    const { network } = this.shown.state;
    this.#showing.asksAnew();
    return this.#openings.open(() => openOwn(this.#ask, name, bytes, network));
  }

  /** Has the address say what is shown, at once. */
  writeAddress(): void {
    this.#address.write();
  }

  /** The zip of a trace of what is shown. Throws Error where no network is open, or another is being opened. */
  async trace(): Promise<Uint8Array> {
    const { state, examples } = this.shown;
    if (this.#openings.isOpening)
      throw new Error('a network is being opened: save the trace once it is open');
    const [scene, window] = [this.#scene(), windowOf(state)];
    return this.#ask({ kind: 'trace', scene, window, label: trueLabel(state.picture, examples) });
  }

  async #watch(): Promise<void> {
    const { state } = this.shown;
    const scene = this.#scene();
    const of = await this.#ask({ kind: 'watch', scene });
    if (this.#openings.isOpening) return; // it was the network before
    this.#showing.change({ watched: { scene, of, state } });
  }

  #scene(): Scene {
    const { state, opened, examples } = this.shown;
    if (!opened) throw new Error('no network is open yet');
    return sceneOf(state, opened, examples);
  }

  async #openNamed(): Promise<void> {
    const listed = networkNamed(this.shown);
    const { network } = this.shown.state;
    if (listed) await this.#openings.open(() => openListed(this.#ask, listed, network));
    else this.tell('this page was built without networks: drop a network file on it');
  }

  /** A network takes the place of the one before, or keeps it, and watches. */
  async #takes(found: Found): Promise<void> {
    const { network } = this.shown.state;
    this.#showing.become(withNetwork(this.shown, found));
    if (this.shown.state.network !== network) this.#address.keep(this.shown.state);
    await this.watch();
  }

  /** The state that an address tells of. */
  #told(hash: string): PageState {
    return fromAddress(hash, learntBy(this.shown));
  }
}
