/** From black to white. */
const SHADES = ' ░▒▓█';

/** A grey picture for the terminal, two rows of it a line: [rows × columns], 0–255. */
export function portrait(pixels: Uint8Array, rows: number, columns: number): string {
  const lines: string[] = [];
  for (let row = 0; row + 1 < rows; row += 2) {
    const shade = (column: number) => {
      const upper = pixels[row * columns + column] as number;
      const lower = pixels[(row + 1) * columns + column] as number;
      return SHADES[Math.floor(((upper + lower) / 2 / 256) * SHADES.length)];
    };
    lines.push(Array.from({ length: columns }, (_, column) => shade(column)).join(''));
  }
  return lines.join('\n');
}
