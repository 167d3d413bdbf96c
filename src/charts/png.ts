import path from 'node:path';
import { EnvironmentError, InputError } from '../input/errors';

/** Pixels of the PNG for one of the SVG, so that it is sharp on dense screens and in print. */
const ZOOM = 2;
/** The regular and the bold of the family that comes with the program. */
const FAMILY = 'DejaVu Sans';
const FONTS = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'];
/** Pixels of an SVG at the most, before it is made larger. */
const MOST_PIXELS = 16e6;
/** What an SVG from elsewhere could name a file of this machine by: the renderer would read it. */
const OUTWARD = /<!DOCTYPE|<!ENTITY|href\s*=\s*(?!["'](#|data:image\/(png|jpeg);))/i;

/**
 * An SVG of `svg` as a PNG file's content: twice as large, dark on light, its words in DejaVu Sans,
 * whatever fonts the machine has, so that it is the same everywhere.
 * Throws InputError where it is no sound SVG, too large, or names other files; EnvironmentError where
 * what draws it does not load.
 */
export async function png(svg: string): Promise<Uint8Array> {
  const { Resvg } = await import('@resvg/resvg-js').catch((cause) => {
    throw new EnvironmentError(
      `PNGs cannot be drawn on this machine: ${(cause as Error).message}. \`npm run setup\` installs what draws them.`,
      { cause },
    );
  });
  if (OUTWARD.test(svg)) throw new InputError('the SVG names other files: it is not drawn');
  const fonts = {
    loadSystemFonts: false,
    fontFiles: FONTS.map(fontFile),
    defaultFontFamily: FAMILY,
    sansSerifFamily: FAMILY,
  };
  try {
    const fitTo = { mode: 'zoom', value: ZOOM } as const;
    const drawn = new Resvg(inPlainWords(svg), { fitTo, font: fonts });
    if (drawn.width * drawn.height <= MOST_PIXELS) return drawn.render().asPng();
  } catch (cause) {
    throw new InputError(`this is not a valid SVG: ${(cause as Error).message}`, { cause });
  }
  throw new InputError(`the SVG has more than the ${MOST_PIXELS} pixels that are drawn`);
}

/** Without a font of its own resvg leaves words out and says nothing. */
function fontFile(name: string): string {
  return path.join(path.dirname(require.resolve('dejavu-fonts-ttf/package.json')), 'ttf', name);
}

/** In words that resvg knows: the paper of the light theme, and pixels with edges. */
function inPlainWords(svg: string): string {
  return svg
    .replaceAll('var(--plot-background)', '#fff')
    .replaceAll('image-rendering="pixelated"', 'image-rendering="optimizeSpeed"');
}
