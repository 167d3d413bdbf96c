import { COLOURS } from './colours';
import { type Dash, KNOWN_LOOKS } from './known-looks';

/** How a line is told from others. */
export interface SeriesLook {
  readonly colour: string;
  /** As in `stroke-dasharray`; none where it is solid. */
  readonly dash?: string;
}

/** The most different ones first. */
const ORDER = [
  COLOURS.blue,
  COLOURS.vermilion,
  COLOURS.green,
  COLOURS.orange,
  COLOURS.purple,
  COLOURS.skyBlue,
  COLOURS.ink,
];
const DASHES: Readonly<Record<Dash, string>> = {
  ...{ solid: '', dashed: '6 3', dotted: '2 3', 'dash-dotted': '8 3 2 3' },
};
const EVERY_DASH = Object.values(DASHES);

/**
 * The look at this place, from 0, of a list that all figures of a page share, as runs side by side: seven
 * colours, solid first, then dashed. What has a name of its own has its look by that: `seriesLooks`.
 */
export function seriesLook(at: number): SeriesLook {
  return lookOf(ORDER[at % ORDER.length] as string, Math.floor(at / ORDER.length));
}

const KNOWN: ReadonlyMap<string, SeriesLook> = new Map(
  Object.values(KNOWN_LOOKS)
    .flatMap((kind) => Object.entries(kind))
    .map(([name, look]) => {
      const [colour, dash = 'solid'] = look.split(' ') as [keyof typeof COLOURS, Dash?];
      return [name, lookOf(COLOURS[colour], EVERY_DASH.indexOf(DASHES[dash]))];
    }),
);

/**
 * The looks of what has these names in one figure. A name's colour is its own, in every figure: that of
 * `KNOWN_LOOKS`, where it or a part of it is known (`held out, goodness` is goodness), else drawn from its letters.
 * Where two names of one colour meet, they are told apart by dashes: a known name keeps its own.
 */
export function seriesLooks(names: Iterable<string>): (name: string) => SeriesLook {
  const all = [...new Set(names)].sort();
  const looks = new Map<string, SeriesLook>();
  for (const name of [...all.filter((one) => KNOWN.has(one)), ...all])
    if (!looks.has(name)) looks.set(name, apartFrom([...looks.values()], nameLook(name)));
  return (name) => looks.get(name) ?? nameLook(name);
}

/** The colour of what has this name, in every figure. */
export function colourOf(name: string): string {
  return nameLook(name).colour;
}

function nameLook(name: string): SeriesLook {
  const whole = KNOWN.get(name);
  if (whole) return whole;
  const parts = name.split(/, (?:by )?|\.(?!\d)/).reverse();
  const part = parts.find((one) => KNOWN.has(one));
  if (part !== undefined) return KNOWN.get(part) as SeriesLook;
  return seriesLook(spread(name) % ORDER.length);
}

/** The look, or the first of its colour that none of these has. */
function apartFrom(others: readonly SeriesLook[], look: SeriesLook): SeriesLook {
  const taken = others.filter(({ colour }) => colour === look.colour).map(({ dash = '' }) => dash);
  if (!taken.includes(look.dash ?? '')) return look;
  const free = EVERY_DASH.findIndex((dash) => !taken.includes(dash));
  return free < 0 ? look : lookOf(look.colour, free);
}

function lookOf(colour: string, dashed: number): SeriesLook {
  const dash = EVERY_DASH[dashed % EVERY_DASH.length];
  return { colour, ...(dash && { dash }) };
}

/** A number that differs from name to name: FNV-1a of 32 bits. Source: G. Fowler, L. C. Noll, K.-P. Vo (1991). */
function spread(name: string): number {
  let sum = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(name)) sum = Math.imul(sum ^ byte, 0x01000193) >>> 0;
  return sum >>> 0;
}
