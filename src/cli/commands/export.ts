import type { Command } from 'commander';

/** `topdown export`: a trained network as a small file to give away. `ended` is told the exit code. */
export function exportCommand(command: Command, ended: (code: number) => void): void {
  command
    .option('--data <folder>', "folder with the data set's files, if it has moved")
    .option('--engine <name>', 'engine that computes: native, wasm or javascript')
    .action(async (run: string, file: string, given: { engine?: string; data?: string }) => {
      const { exportModel } = await import('../export-model');
      ended(await exportModel(run, file, given));
    });
}
