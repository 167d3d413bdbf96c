import { parseHTML } from 'linkedom';

/** A panel of the page, without a browser. */
export interface Panel {
  readonly querySelector: ReturnType<typeof parseHTML>['document']['querySelector'];
  /** Presses the button of this name. */
  readonly press: (name: string) => void;
}

/** The panel that a template of the page makes. What it sets, as `.selected`, is an attribute of that name. */
export function panelOf(template: unknown): Panel {
  const heard: (() => void)[] = [];
  const markup = (value: unknown): string => {
    if (Array.isArray(value)) return value.map(markup).join('');
    if (typeof value === 'function') return String(heard.push(value as () => void) - 1);
    if (typeof value === 'symbol' || value === undefined) return '';
    if (typeof value !== 'object' || value === null) return String(value);
    const { strings = [], values } = value as { strings?: readonly string[]; values: unknown[] };
    if (strings.length === 0) return markup(values); // a directive
    return strings.reduce((before, after, at) => {
      const said = markup(values[at - 1]);
      return `${before}${before.endsWith('=') ? `"${said}"` : said}${after}`;
    });
  };
  const { document } = parseHTML(`<body>${markup(template)}</body>`);
  return {
    querySelector: (selector: string) => document.querySelector(selector),
    press(name) {
      const buttons = [...document.querySelectorAll('button')];
      const button = buttons.find(({ textContent }) => textContent?.trim() === name);
      heard[Number(button?.getAttribute('@click') ?? Number.NaN)]?.();
    },
  };
}
