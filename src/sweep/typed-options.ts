/** Options as they are typed: `['--hidden=20,20', '--tensorboard']`; a switch that is off is not. */
export function typedOptions(options: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(options).flatMap(([name, value]) => {
    if (value === undefined || value === false) return [];
    const flag = `--${name.replaceAll(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`)}`;
    return [value === true ? flag : `${flag}=${String(value)}`]; // a list with commas
  });
}
