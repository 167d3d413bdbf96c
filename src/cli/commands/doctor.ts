import { Command } from 'commander';

/** `topdown doctor`: what is there, what is missing, and what to do about it. */
export function doctorCommand(): Command {
  return new Command('doctor')
    .description(
      'check the engine, Node and the data sets, and say what to do about what is missing',
    )
    .option('--engine <name>', 'look at this engine: native, wasm or javascript')
    .option('--json', 'print the findings as JSON')
    .action(async (given: { engine?: string; json?: boolean }) => {
      const { examine } = await import('../examine');
      await examine(given);
    });
}
