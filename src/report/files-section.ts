import { openInPython } from '../observation/open-in-python';
import { type Html, html } from './html';
import type { RunMaterial } from './run-material';

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
