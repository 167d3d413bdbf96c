import type { Command } from 'commander';

/** `topdown doctor`: what is there, what is missing, and what to do about it. */
export function doctorCommand(command: Command): void {
  command
    .option('--engine <name>', 'check this engine: native, wasm or javascript')
    .option('--json', 'print the findings as JSON')
    .action(async (given: { engine?: string; json?: boolean }) => {
      const { examine } = await import('../examine');
      await examine(given);
    });
}
