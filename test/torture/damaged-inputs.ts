import path from 'node:path';
import { parserHost } from './parser-host';
import type { Part } from './part';

/** The parsers, by the names of their files in `parsers/`, and what they read. */
const PARSERS = {
  idx: 'IDX files of a data set',
  cifar: 'binary files of CIFAR',
  'picture-folders': 'folders of pictures, one a class',
  pictures: 'pictures in PNG and IDX',
  safetensors: 'safetensors files',
  checkpoints: 'checkpoints',
  architecture: 'architectures in JSON',
  'run-record': 'run.json, and a report of it',
  watched: 'watched.json, and a report of it',
  trace: 'Zarr traces',
  metrics: 'JSON lines of metrics',
  ledgers: 'JSON lines of a comparison',
  options: 'command-line options',
  vary: '--vary',
} as const;

/** Damaged inputs for each parser. */
export const damagedInputs: readonly Part[] = Object.entries(PARSERS).map(
  ([name, what]): Part => ({
    name: `parsers/${name}`,
    promises: `${what}, damaged: read or refused in a sentence, in bounded time and memory`,
    unit: 'inputs',
    share: 1,
    async begin({ seed, folder, atTheEnd }) {
      const task = {
        parser: path.join(__dirname, 'parsers', `${name}.ts`),
        ...{ seed, part: `parsers/${name}`, folder: path.join(folder, 'in-hand') },
      };
      const host = parserHost(task);
      atTheEnd(host.close);
      return async (_, number) => [await host.feed(number)];
    },
  }),
);
