import path from 'node:path';
import { packageFolder } from '../machine/package-folder';

/** What `native/build.mjs` bundles of tfjs-node. */
interface NativeParts {
  /** The version of tfjs-node. */
  readonly version: string;
  /** Makes tfjs compute with TensorFlow, through the addon in this file. Rejects where that fails. */
  readonly start: (addon: string) => Promise<void>;
  /** The protocol buffers of graphs. */
  // biome-ignore lint/suspicious/noExplicitAny: generated code, which comes without types
  readonly protocol: any;
}

/** Where native engines lie (`native/engine-folder.cjs`). */
interface EngineFolders {
  /** The devices that engines are made for. */
  readonly DEVICES: readonly Device[];
  readonly engineFolder: (device: Device) => string;
  readonly addonOf: (folder: string) => string;
}

/** What an engine computes on. */
export type Device = 'cpu' | 'gpu';

const NATIVE = path.join(packageFolder, 'native');

export function nativeParts(): NativeParts {
  return require(path.join(NATIVE, 'dist', 'tfjs-node.cjs'));
}

export function engineFolders(): EngineFolders {
  return require(path.join(NATIVE, 'engine-folder.cjs'));
}

/** Registers tfjs's gradients, which its core leaves out. */
export function registerGradients(): void {
  require(path.join(NATIVE, 'dist', 'gradients.cjs'));
}
