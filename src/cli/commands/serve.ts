import type { Command } from 'commander';
import { z } from 'zod';
import { addOptions, parseOptions } from '../option-schema';

/** The port that is listened on where none is asked for; where it is taken, any. */
const USUAL_PORT = 4180;

const SERVE_OPTIONS = {
  port: z
    .int()
    .min(0)
    .max(65535)
    .optional()
    .describe(
      `the port to listen on, 0 for any free one (default: ${USUAL_PORT}; if that is taken, any)`,
    ),
};

const REACH = `
Only browsers on this computer reach the page, and nothing that it is shown
leaves them. Ctrl-C ends it.`;

/** `topdown serve`: a network to play with, in the browser. `ended` is told the exit code. */
export function serveCommand(command: Command, ended: (code: number) => void): void {
  addOptions(command, SERVE_OPTIONS)
    .option('--no-open', 'print the address, and do not open a browser')
    .addHelpText('after', REACH)
    .action(async (typed: { port?: string; open: boolean }) => {
      const { port } = parseOptions(SERVE_OPTIONS, typed);
      const { serveFolder } = await import('../serve/serve-folder');
      const { webFolders } = await import('../serve/web-folder');
      const ports = port === undefined ? [USUAL_PORT, 0] : [port];
      ended(await serveFolder(webFolders(), { ports, open: typed.open }));
    });
}
