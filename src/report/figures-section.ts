import { type Html, html } from './html';
import type { DrawnFigure, RunMaterial } from './run-material';

/** A run's figures in their order, after a list of them; undefined where it has none. */
export function figuresSection({ figures }: RunMaterial): Html | undefined {
  if (figures.length === 0) return undefined;
  return html`<section id="figures" aria-labelledby="figures-title">
<h2 id="figures-title">Figures</h2>
<ol>
${figures.map(({ name, title }) => html`<li><a href="#figure-${name}">${title}</a></li>\n`)}</ol>
${figures.map((one) => drawn(one, `figure-${one.name}`))}</section>`;
}

/** A figure: its title and caption are drawn in it, and are said to those who cannot see it. */
export function drawn({ title, caption, svg }: Omit<DrawnFigure, 'name'>, id?: string): Html {
  const address = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
  const place = id === undefined ? undefined : html` id="${id}"`;
  return html`<figure class="drawn"${place} role="region" tabindex="0" aria-label="${title}"><img src="${address}" alt="${title}. ${caption}"></figure>
`;
}
