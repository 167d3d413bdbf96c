// Makes the pages of the site from the files of the project.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { projectFolder } from '../setup/folders.mjs';
import { isOfApi, withNames } from './api.mjs';
import { layout } from './layout.mjs';
import { deadLinks, withLinks, withTitles } from './links.mjs';
import { coloured, escaped, rendered } from './markdown.mjs';
import { notebook } from './notebook.mjs';
import { addressOf, SECTIONS } from './pages.mjs';
import { searchIndex } from './search-index.mjs';

const read = (file) => readFileSync(path.join(projectFolder, file), 'utf8');

/** Pages that would be most of what a search finds, and say the same as others. */
const NOT_SEARCHED = ['docs/api.md', 'RESULTS.md'];

/** Where a report lies that people can try, and the mark in a page that is to link to it. */
export const REPORT = 'reports/ten-digits.html';
const REPORT_MARK = '<!-- report -->';
const REPORT_LINK = `<p><a href="${REPORT}">Open a report</a>: what the shipped network made of ten digits, label by label, step by step.</p>`;

/**
 * All of the site but what lies beside its pages: `{ pages, files, scripts, dead }`. `pages` maps addresses to HTML;
 * `files` maps addresses to the files that are copied there; `dead` says which links lead nowhere.
 * `api` are pages of Markdown besides (`apiPages`); `others` are addresses that are there in the end.
 */
export function makeSite({ api = [], others = [] } = {}) {
  const given = new Map(api.map(({ source, text }) => [source, text]));
  const sections = SECTIONS.map(({ title, weight, sources }) => {
    const all = title === 'API' ? [...given.keys(), ...sources] : sources;
    const pages = all.map((source) => pageOf(source, given.get(source) ?? read(source)));
    return { title, pages: pages.map((page) => ({ ...page, weight })) };
  });
  const all = sections.flatMap(({ pages }) => pages);
  const addresses = new Map(all.map(({ source, address }) => [source, address]));
  const files = new Map();
  const shown = new Map();
  const wanted = (file, address) =>
    (address.startsWith('source/') ? shown : files).set(address, file);
  const report = others.includes(REPORT) ? REPORT_LINK : '';
  const titles = new Map(all.map(({ address, title }) => [address, escaped(title)]));
  const linked = (page) => {
    const html = withLinks(page.html, { ...page, pages: addresses, wanted });
    return { ...page, html: withTitles(html, page.address, titles).replace(REPORT_MARK, report) };
  };

  const pages = new Map();
  const put = (page, neighbours = {}) =>
    pages.set(
      page.address,
      layout({ ...page, ...neighbours, sections, page: others.includes('page/index.html') }),
    );
  const ready = all.map(linked);
  for (const [at, page] of ready.entries())
    put(page, { before: ready[at - 1], after: ready[at + 1] });
  // A map grows while it is gone through: a folder that is shown links to what lies in it.
  for (const [address, source] of shown) put(linked(sourcePage(source, address, addresses)));
  const searched = ready.filter(({ source }) => !NOT_SEARCHED.includes(source));
  const scripts = new Map([['search-index.js', searchIndex(searched)]]);
  const dead = deadLinks(pages, new Set([...files.keys(), ...scripts.keys(), ...others]));
  return { pages, files, scripts, dead };
}

function pageOf(source, text) {
  const made = source.endsWith('.ipynb') ? notebook(text) : rendered(text);
  const title = made.headings[0]?.words ?? path.basename(source);
  const html = isOfApi(source) ? withNames(made) : made.html;
  return { source, address: addressOf(source), title, ...made, html };
}

/** A file of the project, or what lies in a folder of it. */
function sourcePage(source, address, addresses) {
  const file = path.join(projectFolder, source);
  const folder = statSync(file).isDirectory();
  const html = folder ? listing(source, file, addresses) : code(source);
  return { source: folder ? `${source}/.` : source, address, title: source, headings: [], html };
}

const code = (source) =>
  `<h1><code>${escaped(source)}</code></h1>\n<pre class="code" tabindex="0"><code>${coloured(read(source), path.extname(source).slice(1))}</code></pre>`;

/** Names in a folder; those that have a page lead there. */
function listing(source, file, addresses) {
  const lines = readdirSync(file)
    .sort()
    .map((name) => {
      const page = addresses.has(`${source}/${name}`);
      return `<li>${page ? `<a href="${name}">${escaped(name)}</a>` : escaped(name)}</li>`;
    });
  return `<h1><code>${escaped(source)}/</code></h1>\n<ul>${lines.join('\n')}</ul>`;
}
