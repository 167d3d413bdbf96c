import type { Command } from 'commander';

/** `topdown models`: the shipped networks. */
export function modelsCommand(command: Command): void {
  command
    .option('--json', 'print the list as JSON')
    .action(async ({ json = false }: { json?: boolean }) => {
      const { listModels } = await import('../runs/list-models');
      listModels(json);
    });
}
