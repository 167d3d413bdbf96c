// What the search looks through: each part of a page, from one heading to the next. In the API's pages a part is a
// name with all that is said of it: headings below it, such as Parameters, name nothing.
import MiniSearch from 'minisearch';
import { isOfApi } from './api.mjs';
import { SEARCHED } from './searched.mjs';

/** The index, as a script that hands it over: so it is read from a folder as from a host. */
export function searchIndex(pages) {
  const index = new MiniSearch(SEARCHED);
  let id = 0;
  for (const { source, address, title, html, weight } of pages)
    for (const { anchor, words, text } of partsOf(html, isOfApi(source) ? 3 : 4))
      index.add({
        id: id++,
        title: words || title,
        page: title,
        text,
        weight,
        to: anchor ? `${address}#${anchor}` : address,
      });
  return `window.topdownIndex(${JSON.stringify(JSON.stringify(index))});\n`;
}

function partsOf(html, deepest) {
  const parts = html.split(new RegExp(`(?=<h[1-${deepest}] id=")`));
  return parts.map((part) => {
    const [, level, anchor, heading = ''] = /^<h([1-4]) id="([^"]+)">(.*?)<\/h/s.exec(part) ?? [];
    return {
      anchor: level === '1' ? '' : (anchor ?? ''),
      words: plain(heading),
      text: plain(part),
    };
  });
}

const ENTITIES = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&' };

const plain = (html) =>
  html
    .replace(/<style[\s\S]*?<\/style>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(?:lt|gt|quot|amp);/g, (entity) => ENTITIES[entity])
    .replace(/\s+/g, ' ')
    .trim();
