import { deflateSync, inflateSync } from 'fflate';
import { CONFUSABLE } from '../../images/stimuli/ambiguous';
import {
  type Learnt,
  MOST_STEPS,
  MOTION_NAMES,
  type MotionName,
  type PageState,
  type PictureChoice,
  stepsBefore,
  watchingAs,
} from './page-state';
import { stateAt, TOUR } from './tour-stops';

type Key = keyof PageState;

/** How a part of the state is written in the address, and read: undefined where it says nothing sound. */
interface Part<T> {
  readonly write: (value: T) => string;
  readonly read: (text: string) => T | undefined;
}

const text: Part<string> = {
  write: String,
  read: (said) => (/^[\w.-]{1,80}$/.test(said) ? said : undefined),
};

/** What an address holds of a number; −0 is 0. */
const inThousandths = (value: number) => Math.round(value * 1000) / 1000 + 0;

const number = (least: number, most: number): Part<number> => ({
  write: (value) => String(inThousandths(value)),
  read(said) {
    const value = said.trim() === '' ? Number.NaN : inThousandths(Number(said));
    return value >= least && value <= most ? value : undefined;
  },
});

const whole = (least: number, most: number): Part<number> => ({
  write: String,
  read: (said) => (/^\d{1,9}$/.test(said) && +said >= least && +said <= most ? +said : undefined),
});

const NONE = 'none';

/** What may be absent. */
const maybe = ({ write, read }: Part<number>): Part<number | undefined | null> => ({
  write: (value) => (value == null ? NONE : write(value)),
  read: (said) => (said === NONE ? null : read(said)),
});

const label = maybe(whole(0, 254));

/** Where nothing is said of what may be absent, null tells it from what is not said at all. */
const PARTS: { readonly [K in Key]: Part<PageState[K]> | Part<PageState[K] | null> } = {
  network: text,
  picture: { write: pictureInWords, read: pictureFrom },
  ...{ noise: number(0, 1), occlusion: number(0, 1), clutter: whole(0, 5) },
  ...{ steps: whole(1, MOST_STEPS), first: whole(1, MOST_STEPS), last: whole(1, MOST_STEPS) },
  damping: number(0, 0.99),
  ...{ held: label, prime: label, primeSteps: whole(1, MOST_STEPS) },
  release: maybe(whole(0, 2 * MOST_STEPS)),
  ...{ topDownLost: number(0, 1), unitsLost: number(0, 1), seed: whole(0, 999_999_999) },
  ...{ step: whole(0, 2 * MOST_STEPS), label },
  tour: maybe(whole(1, TOUR.length)),
};

/** How a network that comes with the page has learnt to watch; undefined where there is none of that name. */
export type LearntBy = (network: string) => Learnt | undefined;

const unknown: LearntBy = () => undefined;

/** What an address need not say: how a stop of the tour is, or how the page begins with a network. */
function usualOf(network: string, tour: number | undefined, learntBy: LearntBy): PageState {
  const learnt = tour === undefined ? learntBy(network) : undefined;
  const usual = stateAt(tour);
  return { ...usual, ...(learnt && watchingAs(learnt, usual)) };
}

/** The state as it lies in an address, after `#`: only what is not as the page begins, or the tour's stop is. */
export function inAddress(state: PageState, learntBy: LearntBy = unknown): string {
  const said = new URLSearchParams();
  const { network, tour } = state;
  const usual: PageState = { ...usualOf(network, tour, learntBy), tour: undefined };
  for (const key of Object.keys(PARTS) as Key[]) {
    const now = written(key, state);
    if (now !== written(key, usual)) said.set(key, now);
  }
  return said.toString();
}

function written<K extends Key>(key: K, state: PageState): string {
  const { write } = PARTS[key] as Part<PageState[K]>;
  return write(state[key]);
}

/** The state that an address tells of: what it does not say, or says wrongly, is as the page or the stop begins. */
export function fromAddress(hash: string, learntBy: LearntBy = unknown): PageState {
  const said = new URLSearchParams(hash.replace(/^#/, ''));
  const told = <K extends Key>(key: K): PageState[K] | null | undefined => {
    const text = said.get(key);
    return text === null ? undefined : (PARTS[key] as Part<PageState[K] | null>).read(text);
  };
  const tour = told('tour') ?? undefined;
  const usual = usualOf(told('network') ?? stateAt(tour).network, tour, learntBy);
  const read = (key: Key) => {
    const value = told(key);
    return value === null ? undefined : (value ?? usual[key]);
  };
  const keys = Object.keys(PARTS) as Key[];
  return sound(Object.fromEntries(keys.map((key) => [key, read(key)])) as unknown as PageState);
}

/** The state with a window within its steps, and a step and labels that there are, of so many classes. */
export function sound(state: PageState, classes = Number.POSITIVE_INFINITY): PageState {
  const { steps, first, last, step } = state;
  const known = (one: number | undefined) => (one === undefined || one < classes ? one : undefined);
  const prime = known(state.prime);
  const ending = Math.min(Math.max(first, last), steps);
  const all = steps + stepsBefore({ ...state, prime });
  return {
    ...{ ...state, held: known(state.held), prime, label: known(state.label) },
    ...{ first: Math.min(first, ending), last: ending, step: Math.min(step, all) },
  };
}

function pictureInWords(picture: PictureChoice): string {
  switch (picture.kind) {
    case 'empty':
      return 'empty';
    case 'drawn':
      return `drawn.${picture.pixels.length}.${inBase64(deflateSync(picture.pixels, { level: 9 }))}`;
    case 'example':
      return `example.${picture.index}`;
    case 'digit':
      return `digit.${picture.digit}.${picture.item}`;
    case 'morph':
      return `morph.${picture.digits.join('.')}.${picture.item}.${Math.round(100 * picture.level)}`;
    case 'moving':
      return `moving.${picture.digit}.${picture.item}.${picture.motion}`;
  }
}

/** Values of a picture that an address may hold, at the most. */
const MOST_VALUES = 100_000;

function pictureFrom(said: string): PictureChoice | undefined {
  const [kind, ...parts] = said.split('.');
  const numbers = parts.map((part) => (/^\d{1,6}$/.test(part) ? Number(part) : Number.NaN));
  const [one = Number.NaN, two = Number.NaN, three = Number.NaN, four = Number.NaN] = numbers;
  const isDigit = one >= 0 && one <= 9 && two >= 0;
  switch (kind) {
    case 'empty':
      return { kind };
    case 'drawn': {
      const pixels = one <= MOST_VALUES ? unpacked(parts[1] ?? '', one) : undefined;
      return pixels && { kind, pixels };
    }
    case 'example':
      return one >= 0 ? { kind, index: one } : undefined;
    case 'digit':
      return isDigit ? { kind, digit: one, item: two } : undefined;
    case 'morph': {
      const digits = CONFUSABLE.find(([first, other]) => first === one && other === two);
      return digits && three >= 0 && four >= 0 && four <= 100
        ? { kind, digits, item: three, level: four / 100 }
        : undefined;
    }
    case 'moving': {
      const motion = MOTION_NAMES.find((name) => name === parts[2]) as MotionName | undefined;
      return isDigit && motion ? { kind, digit: one, item: two, motion } : undefined;
    }
    default:
      return undefined;
  }
}

/** What unpacks to exactly so many bytes; undefined where it does not. */
function unpacked(base64: string, length: number): Uint8Array | undefined {
  try {
    const packed = Uint8Array.from(
      atob(base64.replaceAll('-', '+').replaceAll('_', '/')),
      (letter) => letter.charCodeAt(0),
    );
    // Room for one more tells what is longer, and no more is ever taken.
    const bytes = inflateSync(packed, { out: new Uint8Array(length + 1) });
    return bytes.length === length ? bytes : undefined;
  } catch {
    return undefined;
  }
}

/** Base64 of letters that an address may hold. */
function inBase64(bytes: Uint8Array): string {
  const plain = btoa(String.fromCharCode(...bytes));
  return plain.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
