// Markdown as HTML, as a code host shows it: headings have anchors, code has colours, tables scroll by themselves.
import hljs from 'highlight.js';
import MarkdownIt from 'markdown-it';

const LANGUAGES = { ts: 'typescript', sh: 'shell', mjs: 'javascript', yml: 'yaml', md: 'markdown' };

/** Code as HTML with classes for its colours, where its language is known. */
export function coloured(code, language = '') {
  const name = LANGUAGES[language] ?? language;
  if (name === 'shell') return hljs.highlight(code, { language: 'bash' }).value;
  return hljs.getLanguage(name)
    ? hljs.highlight(code, { language: name }).value
    : markdown.utils.escapeHtml(code);
}

const markdown = new MarkdownIt({ html: true });

markdown.renderer.rules.fence = (tokens, at) => {
  const { content, info } = tokens[at];
  const [language = ''] = info.trim().split(/\s+/);
  return `<pre class="code" tabindex="0"><code>${coloured(content, language)}</code></pre>\n`;
};
markdown.renderer.rules.table_open = () => '<div class="table" tabindex="0"><table>\n';
markdown.renderer.rules.table_close = () => '</table></div>\n';

/** The anchor of a heading, as code hosts make it. */
function slugOf(words) {
  return words
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
    .replaceAll(' ', '-');
}

/** What a heading says, without its marks. */
const wordsOf = ({ children }) =>
  (children ?? [])
    .filter(({ type }) => type === 'text' || type === 'code_inline')
    .map(({ content }) => content)
    .join('');

/**
 * A text of Markdown as HTML, with its headings: `{ html, headings: [{ level, words, anchor }] }`. `taken` holds the
 * anchors that are there already, where a page is made of several texts.
 */
export function rendered(text, taken = new Map()) {
  const tokens = markdown.parse(text, {});
  for (const [, id] of text.matchAll(/<a id="([^"]+)">/g)) taken.set(id, (taken.get(id) ?? 0) + 1);
  const headings = [];
  for (const [at, token] of tokens.entries()) {
    if (token.type !== 'heading_open') continue;
    const words = wordsOf(tokens[at + 1]);
    const slug = slugOf(words);
    const before = taken.get(slug) ?? 0;
    taken.set(slug, before + 1);
    const anchor = before === 0 ? slug : `${slug}-${before}`;
    token.attrSet('id', anchor);
    headings.push({ level: Number(token.tag.slice(1)), words, anchor });
  }
  return { html: markdown.renderer.render(tokens, markdown.options, {}), headings };
}

export const escaped = markdown.utils.escapeHtml;
