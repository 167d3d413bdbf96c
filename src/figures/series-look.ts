import { COLOURS } from './colours';

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
const DASHES = [undefined, '6 3', '2 3'];

/** The look of the line at this place, from 0: seven colours, solid first, then dashed and dotted. */
export function seriesLook(at: number): SeriesLook {
  const dash = DASHES[Math.floor(at / ORDER.length) % DASHES.length];
  return { colour: ORDER[at % ORDER.length] as string, ...(dash && { dash }) };
}
