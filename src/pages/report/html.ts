/** Markup, as against text, which is yet to be escaped. */
export interface Html {
  readonly markup: string;
}

/** What a template takes: text and numbers are escaped, markup is not, nothing is left out. */
type Part = Html | string | number | undefined | readonly Html[];

/** Markup from a template; text in it cannot become markup. */
export function html(template: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const markup = template.reduce((before, text, at) => before + inMarkup(parts[at - 1]) + text);
  return { markup };
}

/** Text that is markup already. */
export function markup(text: string): Html {
  return { markup: text };
}

/**
 * Data in a script element, as JSON that no text in it can end. It is data: nothing runs it, and
 * no policy needs to allow it.
 */
export function data(id: string, value: unknown): Html {
  const json = JSON.stringify(value).replaceAll('<', '\\u003c');
  return markup(`<script type="application/json" id="${id}">${json}</script>`);
}

/** Text as it is written into markup, and into an attribute in double quotes. */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function inMarkup(part: Part): string {
  if (part === undefined) return '';
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part));
  if ('markup' in part) return part.markup;
  return part.map((one) => one.markup).join('');
}
