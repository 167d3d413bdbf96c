import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';

/**
 * Starts tfjs in WebAssembly, whose files lie in `folder`: in one thread, since more need headers that not
 * every host sends. Throws Error where the browser has no WebAssembly.
 */
export async function startWebEngine(folder: string): Promise<void> {
  tf.enableProdMode();
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  setWasmPaths(folder);
  if (!(await tf.setBackend('wasm')))
    throw new Error('this browser does not run WebAssembly: use a newer one');
}
