/**
 * Colours that people with any kind of colour vision tell apart. Source: M. Okabe and K. Ito (2008),
 * Color Universal Design; its yellow is left out, as thin lines of it are lost on white.
 */
export const COLOURS = {
  orange: '#e69f00',
  skyBlue: '#56b4e9',
  green: '#009e73',
  blue: '#0072b2',
  vermilion: '#d55e00',
  purple: '#cc79a7',
  /** Black on white, white on black. */
  ink: 'currentColor',
} as const;

/** Red, green and blue, 0–255 each. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** The colour of a value's place in its range, 0 … 1; what lies outside is as what lies nearest. */
export type ColourMap = (place: number) => Rgb;

/**
 * Dark to bright in steps that look equal, to any kind of colour vision and in grey: viridis, at
 * every twelfth and straight between (no further off than 11 of 255). Source: S. van der Walt and
 * N. Smith (2015), for matplotlib.
 */
export const VIRIDIS: ColourMap = between([
  ...['#440154', '#481f70', '#443983', '#3b528b', '#31688e', '#287c8e', '#21918c'],
  ...['#20a486', '#35b779', '#5ec962', '#90d743', '#c8e020', '#fde725'],
]);

/** Black to white, as bright as the value. */
export const GREYS: ColourMap = between(['#000000', '#ffffff']);

/** Below the middle blue, above it orange, white where neither: blue and vermilion of `COLOURS`. */
export const BLUE_WHITE_ORANGE: ColourMap = between([
  ...['#003f66', '#0072b2', '#7fb8d8', '#ffffff', '#eaae7f', '#d55e00', '#7a3600'],
]);

/** The map that goes through these colours, `#rrggbb`, in equal steps. */
function between(hexadecimal: readonly string[]): ColourMap {
  const colours = hexadecimal.map(
    (one) => [1, 3, 5].map((at) => Number.parseInt(one.slice(at, at + 2), 16)) as unknown as Rgb,
  );
  const last = colours.length - 1;
  return (place) => {
    const along = Math.min(1, Math.max(0, place)) * last;
    const from = Math.min(last - 1, Math.floor(along));
    const [low, high] = [colours[from] as Rgb, colours[from + 1] as Rgb];
    const mixed = low.map((one, at) => one + (along - from) * ((high[at] as number) - one));
    return mixed.map(Math.round) as unknown as Rgb;
  };
}
