import { type Findings, layersInWords, type Measured } from './findings';
import type { Timing } from './measure';
import { type BatchCost, TRAINED } from './training-batch';

/** The findings in Markdown. */
export function document(found: Findings): string {
  const { machine, training, maps, rounded, operations, inference } = found;
  const { help, helpInClone, firstBatch } = found.startUp;
  const { processor, cores, gigabytes, node, engine, date } = machine;
  const sections = [
    `# Speed and memory

Measured on ${date}: ${processor}, ${cores} cores, ${gigabytes} GB, Node ${node}, ${engine}. Again, on another machine:
\`npm run bench -- --write docs/speed\`; \`npm run bench -- --check docs/speed.json\` compares ratios.

The *limit* is how fast this machine multiplies matrices of a batch's shape, [200, n] by [n, n], as
many side by side as it has cores, measured in the same process before and after (the faster counts). *Useful* work is what the matrix
products of a batch need: each step's under both hypotheses where the label has arrived, pixels and
labels once, and gradients of the rows that are pushed (*pushed*). The *ratio* is the time taken
over what the useful work takes at the limit; with products of bfloat16, too, the limit is that of float32.`,
    '## A training batch (100 images, 8 steps, both labels, readout, one update)',
    table(
      [
        'hidden',
        'when',
        'ms (quartiles)',
        'images/s',
        'pushed',
        'useful GFLOP',
        'limit, GFLOP/s',
        'ratio',
        'peak MB',
      ],
      [...training, ...rounded, ...maps].flatMap(
        ({ part, result: { hidden, fresh, trained }, peakMegabytes }) =>
          [
            ['new', fresh] as const,
            ...(trained ? [[`after ${trained.batches} batches`, trained] as const] : []),
          ].map(([when, cost]) => [
            layersInWords(part, hidden),
            when,
            `${cost.median.toFixed(1)} (${cost.quartiles.map((one) => one.toFixed(1)).join('–')})`,
            cost.imagesPerSecond.toFixed(0),
            cost.pushed.map((share) => `${(100 * share).toFixed(0)} %`).join(', '),
            cost.usefulGigaFlop.toFixed(2),
            cost.limitGigaFlopPerSecond.toFixed(0),
            cost.ratio.toFixed(2),
            peakMegabytes.toFixed(0),
          ]),
      ),
    ),
    besidePyTorch(found),
    `## Where a batch's time goes

Operation by operation, called one by one (in training they run as graphs, side by side), after
twenty batches; milliseconds and calls a batch.`,
    table(
      ['hidden', 'operation', 'ms', 'calls'],
      operations.flatMap(({ part, result }) =>
        result
          .slice(0, 8)
          .map(({ operation, milliseconds, calls }) => [
            part.hidden.join(','),
            operation,
            milliseconds.toFixed(2),
            calls.toFixed(0),
          ]),
      ),
    ),
    '## Recognising 10,000 images (5 steps)',
    table(
      ['hidden', 'ten labels, s', 'ratio', 'one pass, s', 'peak MB'],
      inference.map(({ result, peakMegabytes }) => [
        result.hidden.join(','),
        result.tenLabels.toFixed(2),
        result.ratio.toFixed(2),
        result.onePass.toFixed(2),
        peakMegabytes.toFixed(0),
      ]),
    ),
    '## What a new network costs a batch',
    costs('hidden layers of 500', found.depth, ({ hidden }) => hidden.length),
    costs('units in each of two layers', found.width, ({ hidden }) => hidden[0] as number),
    costs('steps, 500,500', found.steps, ({ steps }) => steps as number),
    table(
      ['hypotheses, 500,500', 's for 10,000 images', 'peak MB'],
      found.hypotheses.map(({ part, result, peakMegabytes }) => [
        String(part.hypotheses),
        result.tenLabels.toFixed(2),
        peakMegabytes.toFixed(0),
      ]),
    ),
    `## Files and start-up

A checkpoint of 1000,1000 (${found.checkpoint.result.megabytes.toFixed(0)} MB) is written at ${found.checkpoint.result.megabytesPerSecond.toFixed(0)} MB/s, a trace of 500,500
(${found.trace.result.megabytes.toFixed(0)} MB, ten labels, watching included) at ${found.trace.result.megabytesPerSecond.toFixed(0)} MB/s. As installed,
\`topdown --help\` takes ${help.toFixed(2)} s (in a clone, where sources are compiled as they are loaded, ${helpInClone.toFixed(2)} s), and
\`npx topdown train\` has learnt its first batch ${firstBatch.toFixed(2)} s after the command.`,
  ];
  return `${sections.join('\n\n')}\n`;
}

function besidePyTorch({ beside }: Findings): string {
  const heading = '## Beside PyTorch';
  const found = beside.flatMap(({ result }) => (result ? [result] : []));
  const [first] = found;
  if (!first) return `${heading}\n\nNot measured: there was none (bench/peer/requirements.txt).`;
  const rows = found.flatMap(({ hidden, ours, peers }) => [
    [hidden.join(','), 'topdown', ...cells(ours), '1'],
    ...peers.map((peer) => [
      hidden.join(','),
      `PyTorch, ${peer.way}`,
      ...cells(peer),
      peer.timesOurs.toFixed(2),
    ]),
  ]);
  return `${heading}

PyTorch ${first.torch} learns by the same rule (\`bench/peer\`) from the same weights, which have learnt ${TRAINED} batches,
on the same images and by the same chance: after one batch its weights are checked against ours. *eager* is what one
writes who knows PyTorch; *expert* spares what topdown spares, and compiles what is done element by element; with
*bfloat16* its products have half the bits.

${table(['hidden', 'what', 'ms a batch (quartiles)', 'times ours'], rows)}`;
}

function cells({ median, quartiles }: Timing): string[] {
  return [`${median.toFixed(1)} (${quartiles.map((one) => one.toFixed(1)).join('–')})`];
}

function costs(
  name: string,
  measured: readonly Measured<BatchCost>[],
  of: (part: Measured<BatchCost>['part']) => number,
): string {
  return table(
    [name, 'ms', 'ratio', 'peak MB'],
    measured.map(({ part, result: { fresh }, peakMegabytes }) => [
      String(of(part)),
      fresh.median.toFixed(1),
      fresh.ratio.toFixed(2),
      peakMegabytes.toFixed(0),
    ]),
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
