import { openInPython } from '../../observation/trace-arrays';
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

/** What else is in a run's folder, and the Python that opens it. */
export function filesSection({ files, traceComplete }: RunMaterial): Html | undefined {
  const lines = files.flatMap((file) => opened(file, traceComplete));
  if (lines.length === 0) return undefined;
  return html`<section id="files" aria-labelledby="files-title">
<h2 id="files-title">The run’s files in Python</h2>
<p>From within the run’s folder:</p>
<pre tabindex="0" role="region" aria-label="Python"><code>${lines.join('\n')}</code></pre>
</section>`;
}

function opened(file: string, traceComplete: boolean): string[] {
  if (file === 'traces.zarr')
    return [traceComplete ? openInPython.trace(file) : openInPython.incompleteTrace(file)];
  if (file === 'run.json') return ['import json; record = json.load(open("run.json"))'];
  if (file === 'metrics.parquet') return [openInPython.metrics(file)];
  if (file.endsWith('.parquet')) return [openInPython.table(file)];
  if (file === 'checkpoints')
    return [
      'import glob, safetensors.numpy; weights = safetensors.numpy.load_file(max(glob.glob("checkpoints/*.safetensors")))',
    ];
  return [];
}
