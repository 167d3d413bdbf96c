import { drawingOf } from '../../charts/svg';
import { goodnessFigure } from '../../figures/goodness-by-step';
import { openInPython } from '../../observation/trace-arrays';
import { type Html, html } from './html';
import type { DrawnFigure, RunMaterial } from './run-material';

/** A run's figures in their order, after a list of them; undefined where it has none. */
export function figuresSection({ figures: all, watched }: RunMaterial): Html | undefined {
  const stepped = new Set(watched?.images.map(({ index }) => goodnessFigure(index)));
  const figures = all.filter(({ name }) => !stepped.has(name)); // the page steps through these
  if (figures.length === 0) return undefined;
  return html`<section id="figures" aria-labelledby="figures-title">
<h2 id="figures-title">Figures</h2>
<ol>
${figures.map(({ name, title }) => html`<li><a href="#figure-${name}">${title}</a></li>\n`)}</ol>
${figures.map((one) => drawn(one, `figure-${one.name}`))}</section>`;
}

/** Pixels from which on a drawing is wide: on a narrow screen it is scrolled, not shrunk to it. */
const WIDE = 560;

/**
 * A figure: its title above and its caption below are text of the page, as wide as that is. One whose SVG does
 * not tell where they are drawn in it is shown as it is.
 */
export function drawn({ title, caption, svg }: Omit<DrawnFigure, 'name'>, id?: string): Html {
  const drawing = drawingOf(svg);
  const inPage = Buffer.from(drawing?.svg ?? svg).toString('base64');
  const place = id === undefined ? undefined : html` id="${id}"`;
  const isWide = (drawing?.width ?? WIDE) >= WIDE;
  const image = html`<div class="scroll${isWide ? ' wide' : ''}" role="group" tabindex="0" aria-label="${title}"><img src="data:image/svg+xml;base64,${inPage}" alt="${drawing ? title : `${title}. ${caption}`}"></div>
<p class="hint" aria-hidden="true">The figure goes on to the right: swipe →</p>`;
  if (!drawing) return html`<figure class="drawn"${place}>${image}</figure>\n`;
  return html`<h3${place}>${title}</h3>
<figure class="drawn">${image}
<figcaption>${caption}</figcaption></figure>
`;
}

/** What else is in a run's folder, and the Python that opens it. */
export function filesSection({ files, traceComplete }: RunMaterial): Html | undefined {
  const lines = files.flatMap((file) => opened(file, traceComplete));
  if (lines.length === 0) return undefined;
  return html`<section id="files" aria-labelledby="files-title">
<h2 id="files-title">The run’s files in Python</h2>
<p>From within the run’s folder:</p>
<pre tabindex="0" role="group" aria-label="Python"><code>${lines.join('\n')}</code></pre>
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
