import { type Findings, layersInWords, type Measured, withResult } from './findings';
import type { Timing } from './measure';
import { type BatchCost, TRAINED } from './training-batch';

/** The findings in Markdown. */
export function document(found: Findings): string {
  const { machine, training, maps, rounded, operations, inference } = found;
  const { help, helpInClone, firstBatch } = found.startUp;
  const { processor, cores, gigabytes, node, engine, date } = machine;
  const sections = [
    `# Speed and memory

Measured on ${date}: ${processor}, ${cores} cores, ${gigabytes} GB, Node ${node}, ${engine}.
\`npm run bench -- --write docs/speed\` measures all of this again and writes this page;
\`npm run bench -- --check docs/speed.json\` compares the ratios of another machine or version with these.

- The *limit* is the speed at which this machine multiplies matrices of a batch's shape, [200, n] by [n, n], with as many
  products at a time as it has cores. It is measured in the same process, before and after the batches; the higher speed counts.
- *Useful* work is the number of floating-point operations in the matrix products that a batch needs. These are the products
  of each step (under both labels once the label has reached a layer), the products with pixels and labels (once for all
  steps), and the products for the gradients of pushed rows.
- *Pushed* is the share of rows (step, label, image) whose learning signal is not lost in rounding, for each hidden layer.
- The *ratio* is the time taken, divided by the time that the useful work would take at the limit. In float32, 1 is the best
  possible. With products in bfloat16 the limit is still that of float32, so the ratio can be below 1.
- *Peak MB* is the largest amount of memory that the process used.`,
    `## A training batch

A batch has 100 images, 8 steps and both labels, and includes the readout and one update of the weights. *New* networks
start from initial weights.${withoutRounded(rounded)}`,
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
      [...training, ...withResult(rounded), ...maps].flatMap(
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
    `## Where the time of a batch goes

Milliseconds and calls per batch of TensorFlow's operations, after twenty batches. Here operations are called one by one; in
training they run as graphs, several at a time.`,
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
    `## Recognition

Seconds for 10,000 images: for trying ten labels with 5 steps each, and for one pass. They are measured on a few batches and scaled.`,
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
    `## By depth, width, steps and labels

Milliseconds per training batch of a new network, by the number of layers, units and steps. Then seconds for recognition, by the
number of labels that are tried.`,
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

A checkpoint of a network of 1000,1000 units (${found.checkpoint.result.megabytes.toFixed(0)} MB) is written at ${found.checkpoint.result.megabytesPerSecond.toFixed(0)} MB/s. A trace of 500,500
units under ten labels (${found.trace.result.megabytes.toFixed(0)} MB) is recorded and written at ${found.trace.result.megabytesPerSecond.toFixed(0)} MB/s. In an installed package,
\`topdown --help\` takes ${help.toFixed(2)} s (in a clone, where sources are compiled as they are loaded, ${helpInClone.toFixed(2)} s), and
\`npx topdown train\` finishes its first batch ${firstBatch.toFixed(2)} s after it is started.`,
  ];
  return `${sections.join('\n\n')}\n`;
}

function besidePyTorch({ beside }: Findings): string {
  const heading = '## Beside PyTorch';
  const found = withResult(beside).map(({ result }) => result);
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

The same training batch in PyTorch ${first.torch} (\`bench/peer\`). It starts from the same weights, after ${TRAINED} batches, and has
the same images and random draws; after one batch its weights are checked against those of topdown. *Eager* is a plain
implementation by someone who knows PyTorch. *Expert* leaves out the same work as topdown, and compiles elementwise operations. With
*bfloat16*, its matrix products are in bfloat16; the others, and topdown, are in float32.

${table(['hidden', 'program', 'ms per batch (quartiles)', 'times topdown'], rows)}`;
}

/** What is said where products of bfloat16 could not be measured. */
function withoutRounded(rounded: Findings['rounded']): string {
  return withResult(rounded).length === rounded.length
    ? ''
    : '\n\nProducts in bfloat16 were not measured: they are not added up in float32 here.';
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
