import { spawn } from 'node:child_process';
import path from 'node:path';
import { Command } from 'commander';
import { z } from 'zod';
import { InputError } from '../input/errors';
import { packageFolder } from '../machine/package-folder';
import { BEST, SMALL } from '../trained/shipped-model';
import { dataOptions } from './common-options';
import { optionsOf, parseOptions } from './option-schema';
import { printData, tell } from './print';

const DATA_OPTIONS = {
  ...dataOptions,
  json: z.boolean().default(false).describe('print the answer as JSON'),
};

/** `topdown data`: where each data set is, or comes from. */
export function dataCommand(): Command {
  const command = new Command('data')
    .description('list the data sets and where each comes from; with a name, fetch it')
    .argument('[name]', 'the data set to load, and to download if it is nowhere yet');
  for (const option of optionsOf(DATA_OPTIONS)) command.addOption(option);
  return command.action(async (name: string | undefined, typed: Record<string, unknown>) => {
    const { listDataSets, showDataSet } = await import('./show-data');
    const given = parseOptions(DATA_OPTIONS, typed);
    await (name === undefined ? listDataSets(given) : showDataSet(name, given));
  });
}

/** `topdown doctor`: what is there, what is missing, and what to do about it. */
export function doctorCommand(): Command {
  return new Command('doctor')
    .description(
      'check the engine, Node and the data sets, and say what to do about what is missing',
    )
    .option('--engine <name>', 'look at this engine: native, wasm or javascript')
    .option('--json', 'print the findings as JSON')
    .action(async (given: { engine?: string; json?: boolean }) => {
      const { examine } = await import('./examine');
      await examine(given);
    });
}

/** `topdown export`: a trained network as a small file to give away. `ended` is told the exit code. */
export function exportCommand(ended: (code: number) => void): Command {
  return new Command('export')
    .description('write the network of a finished run to a small file, with a card beside it')
    .argument('<run>', 'the folder of the run')
    .argument('<file>', 'where to: a name that ends in .safetensors')
    .option('--data <folder>', "folder with the data set's files, where it has moved")
    .option('--engine <name>', 'what computes: native, wasm or javascript')
    .action(async (run: string, file: string, given: { engine?: string; data?: string }) => {
      const { exportModel } = await import('./export-model');
      ended(await exportModel(run, file, given));
    });
}

const text = z.string().min(1);

const RECOGNISE_OPTIONS = {
  network: text
    .optional()
    .describe(
      `the trained network: folder of a run, a checkpoint, or a name in models/ (default: ${BEST}; where that is not there, ${SMALL})`,
    )
    .meta({ value: 'path' }),
  asIs: z
    .boolean()
    .default(false)
    .describe('leave pictures as they are: of the network’s size, bright ink on black'),
  prepared: text
    .optional()
    .describe('folder to write what the network saw to, a PNG each')
    .meta({ value: 'folder' }),
  engine: text.optional().describe('what computes: native, wasm or javascript'),
  json: z.boolean().default(false).describe('print the answers, and what was seen, as JSON'),
};

const PREPARATION = `
PNGs and JPEGs of any size are prepared as MNIST was: ink is found on whatever ground, dark or bright,
in even light or not; what it covers is fitted into 20 × 20 pixels and centred in 28 × 28 (in
proportion where a network sees another size). For a network of images in colour the middle of the
picture is fitted in its colours. The images of an IDX file are taken as they are.
A picture that cannot be used is told; the others are answered, and the command ends with code 2.`;

/** `topdown recognise`: what a trained network takes pictures for. */
export function recogniseCommand(): Command {
  const command = new Command('recognise')
    .description('recognise pictures: digits, or whatever the network has learnt')
    .argument('<pictures...>', 'PNGs, JPEGs, IDX files, or folders of them')
    .addHelpText('after', PREPARATION);
  for (const option of optionsOf(RECOGNISE_OPTIONS)) command.addOption(option);
  return command.action(async (pictures: string[], typed: Record<string, unknown>) => {
    const { recognisePictures } = await import('./recognise/recognise-pictures');
    await recognisePictures(pictures, parseOptions(RECOGNISE_OPTIONS, typed));
  });
}

/** `topdown report`: the report of a run, made anew, or a page of several side by side. */
export function reportCommand(): Command {
  return new Command('report')
    .description('write the report of a run anew, or a page that compares several')
    .argument('<runs...>', 'the folder of a run, or of several')
    .option(
      '--write <file>',
      'where to (default: report.html in the folder of the run; comparison.html of several)',
    )
    .option('--png', 'write each figure as a PNG beside its SVG, too')
    .action(async (runs: string[], given: { write?: string; png?: boolean }) => {
      const { writeReports } = await import('./write-pages');
      for (const file of await writeReports(runs, given)) printData(`${file}\n`);
    });
}

/** `topdown results`: a page of results, from the records of runs. */
export function resultsCommand(): Command {
  return new Command('results')
    .description('write a page of results from the records of runs and networks')
    .argument('[runs...]', 'folders of finished runs whose records are to be kept first')
    .option('--records <folder>', 'the folder of kept records', 'results')
    .option('--models <folder>', 'a folder of networks with their records', 'models')
    .option('--write <file>', 'where to', 'RESULTS.md')
    .option('--pages <folder>', 'fill the findings of studies into the pages of this folder')
    .action(
      async (
        runs: string[],
        given: { records: string; models: string; write: string; pages?: string },
      ) => {
        const { writeResults } = await import('./write-pages');
        for (const line of writeResults(runs, given)) tell(line);
      },
    );
}

/** `topdown setup`: makes the native engine. `ended` is told the exit code. */
export function setupCommand(ended: (code: number) => void): Command {
  return new Command('setup')
    .description(
      'make the native engine, which is about 15 times faster than WebAssembly: it fetches TensorFlow (230 MB) once for all projects',
    )
    .option('--gpu', 'make one for an NVIDIA GPU, too (2.1 GB; experimental, see docs/engines.md)')
    .action(async ({ gpu }: { gpu?: boolean }) => {
      const script = path.join(packageFolder, 'setup', 'setup.mjs');
      const args = [script, ...(gpu ? ['--gpu'] : [])];
      ended(await endOf(spawn(process.execPath, args, { stdio: 'inherit', windowsHide: true })));
    });
}

/** The exit code of a program. Signals that end us end it, and it tidies up before we go. */
function endOf(child: ReturnType<typeof spawn>): Promise<number> {
  const pass = (signal: NodeJS.Signals) => void child.kill(signal);
  const signals: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, pass);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      for (const signal of signals) process.off(signal, pass);
      resolve(code ?? 1);
    });
  });
}

/** `topdown sweep`: a scenario under many options and seeds. `ended` is told the exit code. */
export function sweepCommand(ended: (code: number) => void): Command {
  const command = new Command('sweep')
    .description('run a scenario under all combinations of some options and seeds')
    .argument('[scenario]', 'its name, or a file as ./mine.ts; --help after it lists all options')
    .argument('[options...]', '--vary, --seeds and more, and options of the scenario')
    .helpOption(false)
    .allowUnknownOption()
    .passThroughOptions()
    .addHelpText('after', EXAMPLES);
  return command.action(async (named: string | undefined, rest: string[]) => {
    if (named === undefined || ['-h', '--help'].includes(named)) return command.outputHelp();
    if (named.startsWith('-'))
      throw new InputError(`the scenario comes first: topdown sweep <scenario> ${named} …`);
    const { runSweep } = await import('./sweep/run-sweep');
    ended(await runSweep(named, rest));
  });
}

const EXAMPLES = `
Options, besides those of the scenario:
  --vary <name=values>  an option and what it takes: from:to:step, or a,b,c (+ within a list, as
                        hidden=20+20,50+50); several times for all combinations; a path that is
                        there is taken with its commas
  --seeds <seeds>       how many, as 3, or which, as 1,5,9
  --workers <number>    runs at a time (default: half as many as there are cores)
  --measure <name>      what the figure and the table show
  --dry-run             list the jobs and how far each has come

What has finished is not run again, what was stopped goes on: the same command, at any time.

Examples:
  topdown sweep recurrent-mnist --vary damping=0:0.9:0.1 --seeds 3 --epochs 5
  topdown sweep recurrent-mnist --vary hidden=200+200,500+500 --vary epochs=1,5,15
  topdown sweep label-in-image --vary rate=0.001,0.003,0.01 --seeds 1,5,9 --dry-run`;
