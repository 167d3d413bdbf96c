import path from 'node:path';
import { EnvironmentError } from '../engine/errors';

/** Pixels of the PNG for one of the SVG, so that it is sharp on dense screens and in print. */
const ZOOM = 2;
/** The regular and the bold of the family that comes with the program. */
const FAMILY = 'DejaVu Sans';
const FONTS = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'];

/**
 * An SVG of `svg` as a PNG file's content: twice as large, dark on light, its words in DejaVu Sans,
 * whatever fonts the machine has, so that it is the same everywhere.
 * Throws EnvironmentError where what draws it does not load.
 */
export async function png(svg: string): Promise<Uint8Array> {
  const { Resvg } = await import('@resvg/resvg-js').catch((cause) => {
    throw new EnvironmentError(
      `PNGs cannot be drawn on this machine: ${(cause as Error).message}. \`npm run setup\` installs what draws them.`,
      { cause },
    );
  });
  const drawn = new Resvg(inPlainWords(svg), {
    fitTo: { mode: 'zoom', value: ZOOM },
    font: {
      loadSystemFonts: false,
      fontFiles: FONTS.map(fontFile),
      defaultFontFamily: FAMILY,
      sansSerifFamily: FAMILY,
    },
  });
  return drawn.render().asPng();
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
