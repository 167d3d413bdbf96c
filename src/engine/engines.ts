import { EnvironmentError } from '../input/errors';
import { addressLimit } from '../machine/processes';

/** The engines in the order they are tried, fastest first. */
export const ENGINES = ['native', 'wasm', 'javascript'] as const;

export type EngineName = (typeof ENGINES)[number];

const GB = 2 ** 30;

/**
 * Address space that a process takes with each engine, in bytes, before it computes anything. With less
 * the system refuses memory to libraries that do not ask whether they got it, and the process aborts.
 * Measured on Linux with Node 20; WebAssembly reserves 10 GB to check no index.
 */
const TAKES: Readonly<Record<EngineName, number>> = {
  native: 3.5 * GB,
  wasm: 12 * GB,
  javascript: 1.5 * GB,
};

/** Throws EnvironmentError where `ulimit -v` leaves less address space than the engine takes. */
export function checkAddressSpace(engine: EngineName): void {
  const limit = addressLimit() ?? Number.POSITIVE_INFINITY;
  if (limit >= TAKES[engine]) return;
  const other = engine === 'javascript' ? '' : ', or choose --engine javascript, which is slow';
  throw new EnvironmentError(
    `\`ulimit -v\` leaves ${inWords(limit)} of address space, and with the ${engine} engine the ` +
      `program takes ${inWords(TAKES[engine])}: raise the limit (\`ulimit -v unlimited\`)${other}`,
  );
}

function inWords(bytes: number): string {
  return `${(bytes / GB).toFixed(1)} GB`;
}
