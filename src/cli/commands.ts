import type { Command } from 'commander';

/** What `topdown --help` tells of a command. Its options, and what it does, are loaded when it is asked for. */
interface Told {
  readonly shows: string;
  /** Its arguments, each with what it is. */
  readonly takes: Readonly<Record<string, string>>;
  /** What adds its options and its action; the exit code, where it is not 0, goes to `ended`. */
  readonly load: () => Promise<(command: Command, ended: (code: number) => void) => void>;
}

/** The commands by their names, but those that run a scenario. */
const COMMANDS: Readonly<Record<string, Told>> = {
  sweep: {
    shows: 'run a scenario under all combinations of some options and seeds',
    takes: {
      '[scenario]': 'its name, or a file as ./mine.ts; --help after it lists all options',
      '[options...]': '--vary, --seeds and more, and options of the scenario',
    },
    load: async () => (await import('./commands/sweep')).sweepCommand,
  },
  worker: {
    shows: 'run the jobs of sweeps from a queue, on any number of machines',
    takes: { '<queue>': 'where it is, as redis://host:6379 or postgres://user@host/database' },
    load: async () => (await import('./commands/worker')).workerCommand,
  },
  runs: {
    shows: 'list the runs, name one, or remove some',
    takes: {},
    load: async () => (await import('./commands/runs')).runsCommand,
  },
  models: {
    shows: 'list the shipped networks',
    takes: {},
    load: async () => (await import('./commands/models')).modelsCommand,
  },
  recognise: {
    shows: 'recognise pictures: digits, or whatever the network has learnt',
    takes: { '<pictures...>': 'PNGs, JPEGs, IDX files, or folders of them' },
    load: async () => (await import('./commands/recognise')).recogniseCommand,
  },
  report: {
    shows: 'rewrite the report of a run or a sweep, or write a page that compares several runs',
    takes: {
      '<runs...>': 'a run, or several, by their folders or names, or the folder of a sweep',
    },
    load: async () => (await import('./commands/report')).reportCommand,
  },
  export: {
    shows: 'write the network of a finished run to a small file, with a card beside it',
    takes: {
      '<run>': 'the run, by its folder or name; latest is the latest that has a network',
      '<file>': 'the file to write: its name ends in .safetensors',
    },
    load: async () => (await import('./commands/export')).exportCommand,
  },
  results: {
    shows: 'write a page of results from the records of runs and networks',
    takes: {
      '[runs...]':
        'finished runs whose records are first added to the kept ones, by their folders or names',
    },
    load: async () => (await import('./commands/results')).resultsCommand,
  },
  serve: {
    shows: 'open the page in the browser: a network that watches what you draw',
    takes: {},
    load: async () => (await import('./commands/serve')).serveCommand,
  },
  data: {
    shows: 'list the data sets and where each comes from; with a name, fetch that one',
    takes: { '[name]': 'the data set to load, and to download if it is not found' },
    load: async () => (await import('./commands/data')).dataCommand,
  },
  setup: {
    shows:
      'install the native engine, which is about 15 times faster than WebAssembly: this fetches TensorFlow (230 MB) once for all projects',
    takes: {},
    load: async () => (await import('./commands/setup')).setupCommand,
  },
  doctor: {
    shows: 'check the engine, Node and the data sets, and say what is missing and what to do',
    takes: {},
    load: async () => (await import('./commands/doctor')).doctorCommand,
  },
};

const HINT = '(--help lists the options)';

/**
 * Adds all of them to `program`, and to those that `args` name their options. `ended` is told the exit
 * code.
 */
export async function addCommands(
  program: Command,
  args: readonly string[],
  ended: (code: number) => void,
): Promise<void> {
  for (const [name, { shows, takes, load }] of Object.entries(COMMANDS)) {
    const command = program.command(name).description(shows).showHelpAfterError(HINT);
    for (const [argument, what] of Object.entries(takes)) command.argument(argument, what);
    const usage = Object.keys(takes);
    command.usage((usage.includes('[options...]') ? usage : ['[options]', ...usage]).join(' '));
    if (args.includes(name)) (await load())(command, ended);
  }
}
