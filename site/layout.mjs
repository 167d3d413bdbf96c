// The page around a page: what stands at its top and its sides.

import { relative } from './links.mjs';
import { escaped } from './markdown.mjs';

/**
 * A whole page. `sections` is the navigation, with `{ address, title }` for each page; `before` and `after` are its
 * neighbours there.
 */
export function layout({ address, title, html, headings, sections, before, after, page }) {
  const to = (place) => relative(address, place);
  const home = address === 'index.html';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(home ? title : `${title} · topdown`)}</title>
<link rel="icon" href="${to('icon.svg')}" type="image/svg+xml">
<link rel="stylesheet" href="${to('site.css')}">
<script src="${to('site.js')}" data-root="${to('index.html').replace(/index\.html$/, '')}"></script>
</head>
<body${home ? ' class="home"' : ''}>
<a class="skip" href="#content">Skip to the text</a>
<header>
<button id="menu" type="button" aria-expanded="false" aria-controls="navigation">Contents</button>
<a class="name" href="${to('index.html')}"><img src="${to('icon.svg')}" alt="" width="24" height="24">topdown</a>
<div id="search" role="search"></div>
${page ? `<a class="try" href="${to('page/index.html')}">Try it in the browser</a>` : ''}
<button id="theme" type="button" aria-label="Light or dark"></button>
</header>
<nav id="navigation" aria-label="Pages">
${sections.map((section) => navigation(section, address, to)).join('\n')}
</nav>
<div class="middle">
<main id="content">
${html}
<div class="neighbours">${neighbour('before', before, to)}${neighbour('after', after, to)}</div>
</main>
${onThisPage(headings)}
</div>
</body>
</html>
`;
}

function navigation({ title, pages }, address, to) {
  const here = pages.some((page) => page.address === address);
  const links = pages.map(
    (page) =>
      `<li><a href="${to(page.address)}"${page.address === address ? ' aria-current="page"' : ''}>${escaped(page.title)}</a></li>`,
  );
  return `<details${here || title === 'Start' ? ' open' : ''}><summary>${escaped(title)}</summary><ul class="pages">${links.join('')}</ul></details>`;
}

function neighbour(kind, page, to) {
  if (!page) return '<span></span>';
  const words = kind === 'before' ? 'Previous' : 'Next';
  return `<a class="${kind}" href="${to(page.address)}"><small>${words}</small>${escaped(page.title)}</a>`;
}

/** Headings of the second level and, where there are few, of the third. */
function onThisPage(headings) {
  const second = headings.filter(({ level }) => level === 2);
  const all = headings.filter(({ level }) => level === 2 || level === 3);
  const shown = all.length <= 60 ? all : second;
  if (shown.length < 2) return '';
  const links = shown.map(
    ({ level, words, anchor }) =>
      `<li class="level-${level}"><a href="#${anchor}">${escaped(words)}</a></li>`,
  );
  return `<aside aria-label="On this page"><b>On this page</b><ul class="headings">${links.join('')}</ul></aside>`;
}
