import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { encode } from 'fast-png';
import { randomStream } from '../../src/engine/random';

/** What the pictures' classes are called, and their colours: red, green and blue of 0 to 1. */
export const COLOURED = {
  'blue bird': [0.2, 0.3, 1],
  'green apple': [0.3, 1, 0.2],
  'red rose': [1, 0.2, 0.3],
} as const;

/** A picture of a class: noise in its colour, or in grey. Its file's bytes. */
export function coloured(
  name: keyof typeof COLOURED,
  number: number,
  { side = 8, inColour = true } = {},
): Uint8Array {
  const random = randomStream(7, 'coloured', name, number);
  const colour = inColour ? COLOURED[name] : [1, 1, 1];
  const data = new Uint8Array(3 * side * side);
  for (let place = 0; place < side * side; place++) {
    const light = random.integer(60, 255);
    colour.forEach((share, channel) => {
      data[3 * place + channel] = Math.round(light * share);
    });
  }
  return encode({ width: side, height: side, data, channels: 3 });
}

/** Writes so many pictures of each class into a folder of its own. */
export function writeColoured(
  folder: string,
  count: number,
  options: { side?: number; inColour?: boolean; from?: number } = {},
): string {
  for (const name of Object.keys(COLOURED) as (keyof typeof COLOURED)[]) {
    mkdirSync(path.join(folder, name), { recursive: true });
    for (let number = 0; number < count; number++)
      writeFileSync(
        path.join(folder, name, `${number}.png`),
        coloured(name, (options.from ?? 0) + number, options),
      );
  }
  return folder;
}
