import { availableParallelism, cpus, totalmem } from 'node:os';
import packageJson from '../package.json';
import { startEngine } from '../src/engine/backend';

/** What the figures were measured on. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly gigabytes: number;
  readonly node: string;
  readonly engine: string;
  readonly topdown: string;
  readonly date: string;
}

export async function machine(): Promise<Machine> {
  const { description } = await startEngine();
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    gigabytes: Math.round(totalmem() / 2 ** 30),
    node: process.versions.node,
    engine: description,
    topdown: packageJson.version,
    date: new Date().toISOString().slice(0, 10),
  };
}
