import { asProgram } from '../../src/cli/as-program';
import { serveFolder } from '../../src/cli/serve/serve-folder';

const [folder, port, open] = process.argv.slice(2);

// At its end it says what of an engine was loaded: none of it is needed.
process.on('exit', () => {
  const loaded = Object.keys(require.cache).filter((name) => /tfjs-|native[\\/]dist/.test(name));
  process.stderr.write(`loaded: ${loaded.length}\n`);
});

/** `topdown serve --port <port>` of a folder: `<folder> <port> open` opens the browser, too. */
asProgram(() =>
  serveFolder({ page: folder as string }, { ports: [Number(port)], open: open !== undefined }),
);
