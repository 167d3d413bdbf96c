import type { Picture } from './picture';

/** A picture's colours on black, where it is transparent: red, green and blue, [rows × columns × 3]. */
export function colours({ rgba }: Pick<Picture, 'rgba'>): Uint8Array {
  const pixels = new Uint8Array((rgba.length / 4) * 3);
  for (let place = 0; place < rgba.length / 4; place++) {
    const opacity = (rgba[4 * place + 3] as number) / 255;
    for (let channel = 0; channel < 3; channel++)
      pixels[3 * place + channel] = Math.round(opacity * (rgba[4 * place + channel] as number));
  }
  return pixels;
}
