import type { Command } from 'commander';

/** `topdown sweep`: a scenario under many options and seeds. `ended` is told the exit code. */
export function sweepCommand(command: Command, ended: (code: number) => void): void {
  command
    .helpOption(false)
    .allowUnknownOption()
    .passThroughOptions()
    .addHelpText('after', EXAMPLES)
    .action(async (named: string | undefined, rest: string[]) => {
      if (named === undefined || ['-h', '--help'].includes(named)) return command.outputHelp();
      if (named === 'status') {
        const { showStatus } = await import('../sweep/show-status');
        return ended(await showStatus(rest));
      }
      if (/^--(plan|job|collect)\b/.test(named)) {
        const { runSweep } = await import('../sweep/run-sweep');
        return ended(await runSweep(undefined, [named, ...rest]));
      }
      const { checkIsNamed } = await import('../find-scenario');
      checkIsNamed(named, 'sweep');
      const { runSweep } = await import('../sweep/run-sweep');
      ended(await runSweep(named, rest));
    });
}

const EXAMPLES = `
Options, besides those of the scenario:
  --vary <name=values>  an option and its values: from:to:step, or a,b,c
                        (+ within a list: hidden=20+20,50+50); several times for
                        all combinations; the path of an existing file may have
                        commas in it
  --seeds <seeds>       how many seeds, as 3, or which, as 1,5,9
  --workers <number>    runs at a time (default: half as many as there are
                        cores)
  --measure <name>      what the figure and the table show
  --dry-run             list the jobs and how far each has come
  --plan <file>         write the jobs to a file, a line each, for a scheduler
                        to start
  --queue <address>     have the jobs run by machines that serve a queue
                        (npx topdown worker --help)
  --store <address>     with --queue: keep the runs in an S3 store, if those
                        machines share no disk

To see how far a sweep has come, and who runs which job, by its folder or plan:
  npx topdown sweep status <sweep> [--follow] [--page <file>] [--json]

With a plan:
  npx topdown sweep --plan <file> --job <number>   run a job, or resume it
  npx topdown sweep --plan <file> --collect        write the results of all
A job ends with code 0 when it is done, 1 when it failed, 143 when SIGTERM
stopped it; --collect with 1 while jobs are left. Queues and stores:
npx topdown worker --help, docs/sweeps.md.

The same command, at any time, resumes what was stopped; what has finished is
not run again.

Examples:
  npx topdown sweep recurrent-mnist --vary damping=0:0.9:0.1 --seeds 3 --epochs 5
  npx topdown sweep recurrent-mnist --vary hidden=200+200,500+500 --seeds 2
  npx topdown sweep label-in-image --vary rate=0.001,0.003,0.01 --dry-run`;
