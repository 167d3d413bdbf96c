// Where links lead: from a file of the project to a page of the site, or to a copy of the file that is meant.
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { projectFolder } from '../setup/folders.mjs';

const ELSEWHERE = /^(?:[a-z][a-z+.-]*:|\/\/)/i;

/** What is copied as it is; any other file of the project is shown as a page. */
const COPIED = /\.(?:svg|png|gif|jpg|html|json|parquet|safetensors)$/;

/**
 * Gives each link in the HTML of `source`, which is to lie at `address`, the place that it has on the site.
 * `pages` maps sources to addresses; what is no page is asked for by `wanted(file, address)`.
 * Throws where a link leads to nothing.
 */
export function withLinks(html, { source, address, pages, wanted }) {
  return html.replaceAll(/ (href|src)="([^"]*)"/g, (whole, attribute, target) => {
    if (target.startsWith('#') || ELSEWHERE.test(target)) return whole;
    const [file = '', hash] = decodeURI(target).split('#');
    const meant = path.posix.join(path.posix.dirname(source), file).replace(/\/$/, '');
    const place = pages.get(meant) ?? elsewhere(meant, source, wanted);
    return ` ${attribute}="${relative(address, place)}${hash === undefined ? '' : `#${hash}`}"`;
  });
}

function elsewhere(meant, source, wanted) {
  const file = path.join(projectFolder, meant);
  if (meant.startsWith('..') || !existsSync(file))
    throw new Error(`${source} links to ${meant}, which is not there`);
  const folder = statSync(file).isDirectory();
  const address =
    !folder && COPIED.test(meant)
      ? meant.replace(/^docs\//, '')
      : `source/${meant}${folder ? '/index' : ''}.html`;
  wanted(meant, address);
  return address;
}

/** Links whose words are the name of a file say instead what its page is called, by `titles` of addresses. */
export function withTitles(html, address, titles) {
  return html.replaceAll(
    /<a href="([^"#]+)(#[^"]*)?">(?:[\w./-]+\/)?[\w-]+\.(?:md|ipynb)<\/a>/g,
    (whole, target, hash = '') => {
      const title = titles.get(path.posix.join(path.posix.dirname(address), target));
      return title ? `<a href="${target}${hash}">${title}</a>` : whole;
    },
  );
}

/** The way from one page of the site to another, which holds wherever the site lies. */
export function relative(from, to) {
  return path.posix.relative(path.posix.dirname(from), to) || path.posix.basename(to);
}

/** What is wrong with the links of these pages, a line each. `pages` maps addresses to HTML, `files` are others. */
export function deadLinks(pages, files) {
  const anchors = new Map(
    [...pages].map(([address, html]) => [
      address,
      new Set([...html.matchAll(/ (?:id|name)="([^"]+)"/g)].map(([, id]) => id)),
    ]),
  );
  const dead = [];
  for (const [address, html] of pages)
    for (const [, target] of html.matchAll(/ (?:href|src)="([^"]*)"/g)) {
      if (ELSEWHERE.test(target)) continue;
      const [file, hash] = target.split('#');
      const meant = file === '' ? address : path.posix.join(path.posix.dirname(address), file);
      if (!pages.has(meant) && !files.has(meant)) dead.push(`${address}: no ${target}`);
      else if (hash && !anchors.get(meant)?.has(decodeURIComponent(hash)))
        dead.push(`${address}: no anchor ${target}`);
    }
  return dead;
}
