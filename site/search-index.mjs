// What the search looks through: each part of a page, from one heading to the next.
import MiniSearch from 'minisearch';
import { SEARCHED } from './searched.mjs';

/** The index, as a script that hands it over: so it is read from a folder as from a host. */
export function searchIndex(pages) {
  const index = new MiniSearch(SEARCHED);
  let id = 0;
  for (const { address, title, html } of pages)
    for (const { anchor, words, text } of partsOf(html))
      index.add({
        id: id++,
        title: words || title,
        page: title,
        text,
        to: anchor ? `${address}#${anchor}` : address,
      });
  return `window.topdownIndex(${JSON.stringify(JSON.stringify(index))});\n`;
}

function partsOf(html) {
  const parts = html.split(/(?=<h[1-4] id=")/);
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
