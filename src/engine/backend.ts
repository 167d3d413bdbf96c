import { existsSync } from 'node:fs';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { didYouMean } from '../input/did-you-mean';
import { EnvironmentError, InputError } from '../input/errors';
import { multipliesBfloat16 } from '../machine/processes';
import { checkBfloat16, ONLY_NATIVE } from './at-precision';
import { compileInto, type OpenGraph } from './compiled';
import { checkAddressSpace, ENGINES, type EngineName } from './engines';
import { Graph } from './graph';
import { type Native, nativeBackend } from './native';
import { deviceAsked, threadsOfOperation } from './native-environment';
import { type Device, engineFolders, nativeParts, registerGradients } from './native-parts';
import type { Precision } from './precision';
import { productsAsGraphs } from './products';

/** The engine that computes, for messages and records. */
export interface Engine {
  readonly name: EngineName;
  /** In words, with versions. */
  readonly description: string;
  /** What it computes on. */
  readonly device: Device;
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
 * For products of bfloat16 it is the native one, prepared for them.
 * Throws InputError for a name that is none, an engine without this precision, or an environment variable of the
 * native engine that says what is none; EnvironmentError where
 * a forced engine does not load, where there is too little address space for the fastest, and where
 * products of bfloat16 are not added up in float32: the processor cannot, or the engine was started before.
 */
export async function startEngine(
  choice: string | undefined = process.env['TOPDOWN_ENGINE'],
  precision: Precision = 'float32',
): Promise<Engine> {
  const forced = choice ? engineName(choice) : undefined;
  if (precision === 'float32') {
    if (started && (!forced || forced === started.name)) return started;
    return startFirstOf(forced ? [forced] : ENGINES);
  }
  if (forced !== undefined && forced !== 'native') throw new InputError(ONLY_NATIVE);
  // Without oneDNN they are slow, and added up in bfloat16. It is read when the engine loads.
  if (!started) process.env['TF_ENABLE_ONEDNN_OPTS'] = '1';
  const engine = await startEngine('native');
  checkBfloat16();
  if (multipliesBfloat16() !== false) return engine;
  return { ...engine, note: 'this processor has no instructions for bfloat16: float32 is faster' };
}

/** Starts the first of these engines that loads. */
async function startFirstOf(names: readonly [EngineName, ...EngineName[]]): Promise<Engine> {
  checkAddressSpace(names[0]);
  const failures: string[] = [];
  for (const name of names) {
    try {
      checkAddressSpace(name);
      const engine = await START[name]();
      const note = failures.length > 0 ? `${failures.join('; ')}; ${SLOWER[name]}` : undefined;
      started = note ? { ...engine, note: `${note}; \`npx topdown setup\` installs it` } : engine;
      return started;
    } catch (error) {
      if (error instanceof InputError) throw error;
      failures.push(`the ${name} engine does not load (${firstLine(error)})`);
    }
  }
  throw new EnvironmentError(
    `${failures.join('; ')}. \`npx topdown setup\` installs the native one.`,
  );
}

function engineName(choice: string): EngineName {
  const name = ENGINES.find((one) => one === choice);
  if (!name)
    throw new InputError(
      `no engine "${choice}"${didYouMean(choice, ENGINES)}: choose one of ${ENGINES.join(', ')}`,
    );
  return name;
}

async function startNative(): Promise<Omit<Engine, 'note'>> {
  // TensorFlow reads these once, when it loads. A core to each operation: layers are computed side
  // by side (`Graph`), and waking a second thread for one operation costs more than it saves.
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '3';
  const threads = threadsOfOperation();
  // What oneDNN prepares for each product pays off only where several threads share the work.
  // Without it, a signal that arrives while the main thread multiplies breaks the heap (TensorFlow
  // 2.18): all matrix products are in graphs (`productsAsGraphs`), whose threads no signal reaches.
  if (threads === 1) process.env['TF_ENABLE_ONEDNN_OPTS'] ??= '0';
  await loadTensorflow();
  const graph: OpenGraph = (native, precision) => new Graph(native, precision);
  productsAsGraphs(nativeBackend() as Native, graph);
  compileInto(graph);
  registerGradients();
  const { binding, isUsingGpuDevice } = tf.backend() as unknown as {
    binding: { TF_Version: string };
    isUsingGpuDevice: boolean;
  };
  const tensorflow = binding.TF_Version;
  const { version } = nativeParts();
  const where = isUsingGpuDevice ? ', on the GPU' : '';
  return {
    name: 'native',
    description: `TensorFlow ${tensorflow} through tfjs-node ${version}${where}`,
    device: isUsingGpuDevice ? 'gpu' : 'cpu',
    tensorflow,
    threads,
  };
}

/**
 * TensorFlow as `topdown setup` made it, for the device that `TOPDOWN_DEVICE` names, else for the GPU where there is
 * that engine; else a tfjs-node that the person has installed. Throws InputError for a device that is none, or a
 * GPU whose engine is not there.
 */
async function loadTensorflow(): Promise<void> {
  const { DEVICES, engineFolder, addonOf } = engineFolders();
  const asked = deviceAsked(DEVICES);
  const wanted = asked ? [asked] : DEVICES.toReversed();
  const addon = wanted.map((device) => addonOf(engineFolder(device))).find(existsSync);
  if (!addon && asked === 'gpu')
    throw new InputError(
      'TOPDOWN_DEVICE is gpu, but there is no engine for the GPU: `npx topdown setup --gpu` builds it',
    );
  if (addon) {
    if (addon === addonOf(engineFolder('gpu'))) frugalOnGpu();
    await nativeParts().start(addon);
  } else {
    const installed = '@tensorflow/tfjs-node'; // not one of our dependencies
    await import(installed).catch(() => {
      throw new Error('it is not installed');
    });
    if (!(await tf.setBackend('tensorflow'))) throw new Error('it does not start');
  }
}

/** Read when TensorFlow loads: take memory as it is needed, and multiply in whole float32. */
function frugalOnGpu(): void {
  process.env['TF_FORCE_GPU_ALLOW_GROWTH'] ??= 'true';
  process.env['NVIDIA_TF32_OVERRIDE'] ??= '0';
}

async function startWasm(): Promise<Omit<Engine, 'note'>> {
  const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
  const entry = require.resolve('@tensorflow/tfjs-backend-wasm');
  setWasmPaths(`${path.dirname(entry)}${path.sep}`);
  registerGradients();
  await use('wasm');
  const description = `tfjs ${tf.version_core} in WebAssembly`;
  return { name: 'wasm', description, device: 'cpu', threads: 1 };
}

async function startJavaScript(): Promise<Omit<Engine, 'note'>> {
  await import('@tensorflow/tfjs-backend-cpu');
  registerGradients();
  tf.enableProdMode(); // else it advertises another engine
  await use('cpu');
  const description = `tfjs ${tf.version_core} in JavaScript`;
  return { name: 'javascript', description, device: 'cpu', threads: 1 };
}

/** Makes tfjs compute with this backend. tfjs itself only logs where that fails. */
async function use(backend: string): Promise<void> {
  if (!(await tf.setBackend(backend))) throw new Error('it does not start');
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return (text.split('\n')[0] as string).trim();
}
