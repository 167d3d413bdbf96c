import { Command } from 'commander';

/** `topdown export`: a trained network as a small file to give away. `ended` is told the exit code. */
export function exportCommand(ended: (code: number) => void): Command {
  return new Command('export')
    .description('write the network of a finished run to a small file, with a card beside it')
    .argument('<run>', 'the folder of the run')
    .argument('<file>', 'where to: a name that ends in .safetensors')
    .option('--data <folder>', "folder with the data set's files, where it has moved")
    .option('--engine <name>', 'what computes: native, wasm or javascript')
    .action(async (run: string, file: string, given: { engine?: string; data?: string }) => {
      const { exportModel } = await import('../export-model');
      ended(await exportModel(run, file, given));
    });
}
