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
