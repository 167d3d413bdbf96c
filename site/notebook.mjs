// A notebook as a page: its text, its code, and what came out when it was executed.
import { coloured, escaped, rendered } from './markdown.mjs';

/** The HTML and the headings of a notebook, as `rendered` gives them. */
export function notebook(text) {
  const { cells, metadata } = JSON.parse(text);
  const language = metadata.kernelspec.language;
  const taken = new Map();
  const parts = cells.map((cell) => {
    const source = joined(cell.source);
    if (cell.cell_type === 'markdown') return rendered(source, taken);
    const code = `<pre class="code" tabindex="0"><code>${coloured(source, language)}</code></pre>`;
    return { html: [code, ...cell.outputs.map(output)].join('\n'), headings: [] };
  });
  return {
    html: parts.map(({ html }) => html).join('\n'),
    headings: parts.flatMap(({ headings }) => headings),
  };
}

const joined = (lines) => (Array.isArray(lines) ? lines.join('') : lines);

/** What a cell gave: the richest form that there is. */
function output({ text, data = {} }) {
  if (text !== undefined) return plain(joined(text));
  if (data['image/png'])
    return `<img class="output" alt="What the cell above draws" src="data:image/png;base64,${joined(data['image/png']).trim()}">`;
  if (data['text/html'])
    return `<div class="output table" tabindex="0">${joined(data['text/html'])}</div>`;
  if (data['text/markdown']) return rendered(joined(data['text/markdown'])).html;
  return plain(joined(data['text/plain'] ?? ''));
}

// Colours of a terminal are left out.
const plain = (text) =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what begins a colour
  `<pre class="output" tabindex="0">${escaped(text.replace(/\x1b\[[\d;]*m/g, ''))}</pre>`;
