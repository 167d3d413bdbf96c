import { dataInWords } from '../../runs/data-content';
import { secondsTaken } from '../../runs/run-record';
import { type Html, html } from './html';
import { spanInWords } from './in-words';
import type { RunMaterial } from './run-material';
import { scalarInWords } from './tables';

type Record = RunMaterial['record'];

/** What was run, when, on what, how it ended, and the command that does it again. */
export function overview({ record, command, leftOut }: RunMaterial): Html {
  const { scenario, shows, error } = record;
  return html`<header>
<h1>${scenario}</h1>
${shows === undefined ? undefined : html`<p>${shows}</p>`}
${error === undefined ? undefined : html`<p class="error">${error}</p>`}
${leftOutOf(leftOut)}
<dl class="facts">
${factsOf(record).map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>\n`)}</dl>
<pre tabindex="0" role="group" aria-label="The command that repeats it"><code>${command}</code></pre>
</header>`;
}

/** What of a run's folder could not be shown, and why. */
export function leftOutOf(reasons: readonly string[]): Html {
  return html`${reasons.map((why) => html`<p class="error">Left out: ${why}</p>\n`)}`;
}

function factsOf(record: Record): [name: string, value: string][] {
  const { seed, engine, versions, code } = record;
  const { topdown, node, tfjs, tensorflow } = versions;
  const threads = engine.threads === 1 ? '1 thread' : `${engine.threads} threads`;
  const commit = code && ` (${code.commit.slice(0, 7)}${code.changed ? ', with changes' : ''})`;
  return [
    ['Status', statusOf(record)],
    ['Started', whenOf(record)],
    ['Seed', String(seed)],
    ['Images', imagesOf(record)],
    ['Engine', `${engine.description}, ${threads}`],
    [
      'Versions',
      `topdown ${topdown}${commit ?? ''}, Node ${node}, tfjs ${tfjs}${tensorflow ? `, TensorFlow ${tensorflow}` : ''}`,
    ],
  ];
}

export function statusOf(record: Record): string {
  const { status, resumed } = record;
  const again = resumed.length === 0 ? '' : `, resumed ${resumed.length} ×`;
  const seconds = secondsTaken(record);
  if (seconds === undefined) return `${status}${again}`;
  return `${status} after ${spanInWords(1000 * seconds)}${again}`;
}

export function whenOf({ started }: Record): string {
  return `${started.slice(0, 10)} ${started.slice(11, 16)} UTC`;
}

function imagesOf({ data, dataSet }: Record): string {
  if (!data) return dataSet;
  const { training, held, split } = data;
  const judged = split === 'test' ? 'test images' : 'held-out training images';
  return `${dataInWords(data)}: ${scalarInWords(training)} training images, ${scalarInWords(held)} ${judged} to judge by`;
}
