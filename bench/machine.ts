import { availableParallelism, cpus, totalmem } from 'node:os';
import packageJson from '../package.json';
import { startEngine } from '../src/engine/backend';
import { multipliesBfloat16 } from '../src/machine/processes';

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
    processor: `${cpus()[0]?.model.trim() ?? 'unknown'}${bfloat16()}`,
    cores: availableParallelism(),
    gigabytes: Math.round(totalmem() / 2 ** 30),
    node: process.versions.node,
    engine: description,
    topdown: packageJson.version,
    date: new Date().toISOString().slice(0, 10),
  };
}

/** One name can be of several generations of a processor, which this tells apart. */
function bfloat16(): string {
  const multiplies = multipliesBfloat16();
  if (multiplies === undefined) return '';
  return multiplies ? ' with instructions for bfloat16' : ' without instructions for bfloat16';
}
