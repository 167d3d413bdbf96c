/** An option as it is typed: `readoutRate` → `--readout-rate`. */
export function flag(name: string): string {
  return `--${name.replaceAll(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`)}`;
}
