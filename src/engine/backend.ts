import path from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { checkAddressSpace } from './address-space';
import { ENGINES, type EngineName } from './engines';
import { EnvironmentError, InputError } from './errors';

/** The engine that computes, for messages and records. */
export interface Engine {
  readonly name: EngineName;
  /** In words, with versions. */
  readonly description: string;
  /** libtensorflow's version, where the engine is native. */
  readonly tensorflow?: string;
  /** Threads that one operation uses; operations run side by side besides (see `Graph`). */
  readonly threads: number;
  /** Why it is not a faster one, and what to do about it. */
  readonly note?: string;
}

/** What each engine costs, measured on a 2000×2000 matrix product. */
const SLOWER: Record<EngineName, string> = {
  native: '',
  wasm: 'about 15 times slower than native',
  javascript: 'hundreds of times slower than native',
};

const START: Record<EngineName, () => Promise<Omit<Engine, 'note'>>> = {
  native: startNative,
  wasm: startWasm,
  javascript: startJavaScript,
};

let started: Engine | undefined;

/**
 * Loads the engine that computes: `choice`, else what `TOPDOWN_ENGINE` names, else the fastest
 * that loads. Calling it again returns the engine that runs, unless another is forced.
 * Throws InputError for a name that is none, EnvironmentError where a forced engine does not load,
 * or where there is too little address space for the fastest.
 */
export async function startEngine(
  choice: string | undefined = process.env['TOPDOWN_ENGINE'],
): Promise<Engine> {
  const forced = choice ? engineName(choice) : undefined;
  if (started && (!forced || forced === started.name)) return started;
  checkAddressSpace(forced ?? ENGINES[0]);
  const failures: string[] = [];
  for (const name of forced ? [forced] : ENGINES) {
    try {
      checkAddressSpace(name);
      const engine = await START[name]();
      const note = failures.length > 0 ? `${failures.join('; ')}; ${SLOWER[name]}` : undefined;
      started = note ? { ...engine, note: `${note}; \`npm run setup\` installs it` } : engine;
      return started;
    } catch (error) {
      failures.push(`the ${name} engine does not load (${firstLine(error)})`);
    }
  }
  throw new EnvironmentError(`${failures.join('; ')}. \`npm run setup\` installs the engines.`);
}

function engineName(choice: string): EngineName {
  const name = ENGINES.find((one) => one === choice);
  if (!name) throw new InputError(`no engine "${choice}": choose one of ${ENGINES.join(', ')}`);
  return name;
}

async function startNative(): Promise<Omit<Engine, 'note'>> {
  // TensorFlow reads these once, when it loads. A core to each operation: layers are computed side
  // by side (`Graph`), and waking a second thread for one operation costs more than it saves.
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '3';
  process.env['TF_NUM_INTRAOP_THREADS'] ??= '1';
  const threads = Number(process.env['TF_NUM_INTRAOP_THREADS']) || 1;
  // What oneDNN prepares for each product pays off only where several threads share the work.
  // Without it, a signal that arrives while the main thread multiplies breaks the heap (TensorFlow
  // 2.18): matrix products are `product`'s, or in compiled functions, whose threads no signal reaches.
  if (threads === 1) process.env['TF_ENABLE_ONEDNN_OPTS'] ??= '0';
  restoreIsNullOrUndefined();
  await import('@tensorflow/tfjs-node');
  await use('tensorflow');
  const { binding } = tf.backend() as unknown as { binding: { TF_Version: string } };
  const tensorflow = binding.TF_Version;
  return {
    name: 'native',
    description: `TensorFlow ${tensorflow} through tfjs-node ${tf.version_core}`,
    tensorflow,
    threads,
  };
}

/** Node 23 took this function away; tfjs-node 4.22.0 still calls it (tensorflow/tfjs#8609). */
function restoreIsNullOrUndefined(): void {
  const util = require('node:util') as { isNullOrUndefined?: (value: unknown) => boolean };
  util.isNullOrUndefined ??= (value) => value === null || value === undefined;
}

async function startWasm(): Promise<Omit<Engine, 'note'>> {
  const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
  const entry = require.resolve('@tensorflow/tfjs-backend-wasm');
  setWasmPaths(`${path.dirname(entry)}${path.sep}`);
  await import('@tensorflow/tfjs'); // registers the gradients, as tfjs-node does
  await use('wasm');
  return { name: 'wasm', description: `tfjs ${tf.version_core} in WebAssembly`, threads: 1 };
}

async function startJavaScript(): Promise<Omit<Engine, 'note'>> {
  await import('@tensorflow/tfjs'); // registers the engine, and the gradients
  await use('cpu');
  return { name: 'javascript', description: `tfjs ${tf.version_core} in JavaScript`, threads: 1 };
}

/** Makes tfjs compute with this backend. tfjs itself only logs where that fails. */
async function use(backend: string): Promise<void> {
  if (!(await tf.setBackend(backend))) throw new Error('it does not start');
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return (text.split('\n')[0] as string).trim();
}
