import { player } from '../../pages/browser/player';
import { LIST, type ListedNetwork, ownFile } from '../own-files';
import { fromAddress, sound } from '../scene/address';
import { BEGINNING, type PageState } from '../scene/page-state';
import { type Examples, showable, trueLabel } from '../scene/pictures';
import { sceneOf, stepsBefore, windowOf } from '../scene/scene-of';
import { stateAt } from '../scene/tour-stops';
import type { OpenedNetwork, Scene, Watched } from '../worker/messages';
import { addressBar } from './address-bar';
import type { AskWorker } from './ask-worker';

/** What the page shows at a moment. */
export interface Shown {
  readonly state: PageState;
  readonly networks: readonly ListedNetwork[];
  /** The network that watches; undefined until one is open. */
  readonly opened?: OpenedNetwork;
  /** A network of the person's own, by the name of its file. */
  readonly own?: string;
  readonly examples?: Examples;
  /** What was watched last, and under which state. */
  readonly watched?: { readonly scene: Scene; readonly of: Watched; readonly state: PageState };
  readonly playing: boolean;
  /** Milliseconds that a step is shown for while it plays. */
  readonly pace: number;
  /** What went wrong, for people. */
  readonly problem?: string;
}

/** Paces of playing: each step for so many milliseconds. */
export const PACES = { fast: 250, usual: 600, slow: 1800 } as const;

/** How fast it plays unless told: slowly for who wants less motion. */
function firstPace(): number {
  return matchMedia('(prefers-reduced-motion: reduce)').matches ? PACES.slow : PACES.usual;
}

/** What changes while a scene stays the same. */
const LOOKING: readonly (keyof PageState)[] = ['step', 'label', 'tour', 'first', 'last'];

/** The page's heart: one state, from which all that is shown follows. */
export class App {
  shown: Shown = {
    ...{ state: BEGINNING, networks: [], playing: false, pace: firstPace() },
  };
  readonly #ask: AskWorker;
  readonly #draw: (shown: Shown) => void;
  readonly #player;
  readonly #address = addressBar();
  /** Networks are opened one after the other, so that the worker's is the page's. */
  #opening: Promise<void> = Promise.resolve();
  /** Whether the network is watching, and whether the state has changed since. */
  #watching: 'no' | 'yes' | 'behind' = 'no';

  constructor(ask: AskWorker, draw: (shown: Shown) => void) {
    this.#ask = ask;
    this.#draw = draw;
    this.#player = player(
      () => this.shown.pace,
      () => {
        this.change({ step: this.shown.state.step + 1 });
        return this.shown.state.step < this.lastStep;
      },
      (playing) => this.#show({ playing }),
    );
  }

  /** The last step of the scene. */
  get lastStep(): number {
    const { state } = this.shown;
    return stepsBefore(state) + state.steps;
  }

  /** Begins with what the address says. */
  async start(hash: string): Promise<void> {
    const networks = (await (await ownFile(LIST)).json()) as ListedNetwork[];
    this.#show({ networks, state: fromAddress(hash) });
    await this.#openListed();
  }

  /** Turns the page to another state; what follows from it comes when it is there. */
  change(change: Partial<PageState>): void {
    const before = this.shown.state;
    const { opened, own } = this.shown;
    const state = sound({ ...before, ...change }, opened?.classNames.length);
    const isOther = state.network !== before.network || ('network' in change && own !== undefined);
    this.#show({ state });
    this.#address.keep(state);
    if (isOther) void this.#openListed();
    else if (Object.keys(change).some((key) => !LOOKING.includes(key as keyof PageState)))
      void this.watch();
  }

  /** Turns the page to what an address says. */
  goTo(hash: string): void {
    this.stop();
    this.change({ ...fromAddress(hash) });
  }

  reset(): void {
    this.stop();
    this.change({ ...BEGINNING, network: this.shown.state.network });
  }

  /** Turns the page to a stop of the tour, from 1; undefined ends it. */
  visit(tour: number | undefined): void {
    this.stop();
    this.change(tour === undefined ? { tour } : stateAt(tour));
  }

  setPace(pace: number): void {
    this.#show({ pace });
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
    const { problem: _, ...shown } = this.shown;
    this.shown = problem === undefined ? shown : { ...shown, problem };
    this.#draw(this.shown);
  }

  /** A file of a person's own takes the network's place. */
  openOwn(name: string, bytes: Uint8Array): Promise<void> {
    return this.#open(async () => {
      const opened = await this.#ask({ kind: 'read', name, bytes }, [bytes.buffer]);
      return { opened, own: name };
    });
  }

  /** Has the address say what is shown, at once. */
  writeAddress(): void {
    this.#address.write();
  }

  /** The zip of a trace of what is shown. */
  trace(): Promise<Uint8Array> {
    const { state, examples } = this.shown;
    const [scene, window] = [this.#scene(), windowOf(state)];
    return this.#ask({ kind: 'trace', scene, window, label: trueLabel(state.picture, examples) });
  }

  /** Lets the network watch the state's scene; while one is watched, only the latest state is next. */
  async watch(): Promise<void> {
    if (!this.shown.opened) return;
    if (this.#watching !== 'no') {
      this.#watching = 'behind';
      return;
    }
    do {
      this.#watching = 'yes';
      await this.#trying(async () => {
        const { state } = this.shown;
        const scene = this.#scene();
        const of = await this.#ask({ kind: 'watch', scene });
        this.#show({ watched: { scene, of, state } });
      });
    } while (this.#isBehind());
    this.#watching = 'no';
  }

  #isBehind(): boolean {
    return this.#watching === 'behind';
  }

  #scene(): Scene {
    const { state, opened, examples } = this.shown;
    if (!opened) throw new Error('no network is open yet');
    return sceneOf(state, opened, examples);
  }

  async #openListed(): Promise<void> {
    const { networks, state } = this.shown;
    const listed = networks.find(({ name }) => name === state.network) ?? networks[0];
    if (!listed) {
      this.tell('this page was built without networks: drop the file of one on it');
      return;
    }
    await this.#open(async () => {
      const [opened, examples] = await Promise.all([
        this.#ask({ kind: 'open', address: listed.file }),
        examplesOf(listed),
      ]);
      return { opened, ...(examples && { examples }) };
    });
  }

  /** A network takes the place of the one before, and watches. */
  #open(
    work: () => Promise<Pick<Shown, 'own' | 'examples'> & { readonly opened: OpenedNetwork }>,
  ): Promise<void> {
    this.#opening = this.#opening.then(async () => {
      const isOpen = await this.#trying(async () => {
        const found = await work();
        const { own: _, watched: __, examples: ___, ...shown } = this.shown;
        const { opened, examples } = found;
        const picture = showable(shown.state.picture, opened, examples);
        const state = sound({ ...shown.state, picture }, opened.classNames.length);
        this.shown = { ...shown, ...found, state };
        this.#draw(this.shown);
      });
      if (isOpen) await this.watch();
    });
    return this.#opening;
  }

  /** Whether it could be done; if not, it is told why. */
  async #trying(work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      if (this.shown.problem !== undefined) this.tell(undefined);
      return true;
    } catch (error) {
      this.tell(error instanceof Error ? error.message : String(error));
      return false;
    }
  }

  #show(change: Partial<Shown>): void {
    this.shown = { ...this.shown, ...change };
    this.#draw(this.shown);
  }
}

async function examplesOf({ examples }: ListedNetwork): Promise<Examples | undefined> {
  if (!examples) return undefined;
  const response = await ownFile(examples.file);
  return { pixels: new Uint8Array(await response.arrayBuffer()), labels: examples.labels };
}
