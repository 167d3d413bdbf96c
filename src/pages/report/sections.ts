import { type Html, html } from './html';

/** A part of a page; it is left out where it has no content. */
export type Section = readonly [id: string, title: string, content: Html | undefined];

/** The contents of a page, then its sections, each under its title. */
export function sectionsOf(all: readonly Section[]): Html {
  const there = all.filter(([, , content]) => content !== undefined);
  return html`<nav aria-label="Contents"><ul>
${there.map(([id, title]) => html`<li><a href="#${id}">${title}</a></li>\n`)}</ul></nav>
<main>
${there.map(
  ([id, title, content]) => html`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
${content}
</section>\n`,
)}</main>`;
}
