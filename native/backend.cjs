// The part of tfjs-node that computes: its backend, its kernels, and the protocol buffers of its
// graphs. What else it brings (files, images, callbacks, an installer) is left out.
const util = require('node:util');
const tf = require('@tensorflow/tfjs-core');

// Node 23 took this function away; tfjs-node 4.22.0 still calls it (tensorflow/tfjs#8609).
util.isNullOrUndefined ??= (value) => value === null || value === undefined;

require('@tensorflow/tfjs-node/dist/register_all_kernels');
const { NodeJSKernelBackend } = require('@tensorflow/tfjs-node/dist/nodejs_kernel_backend');
const { name, version } = require('@tensorflow/tfjs-node/package.json');

/** Makes tfjs compute with TensorFlow, through the addon in this file. Rejects where that fails. */
exports.start = async (addon) => {
  const binding = require(addon);
  tf.registerBackend('tensorflow', () => new NodeJSKernelBackend(binding, name), 3);
  if (!(await tf.setBackend('tensorflow'))) throw new Error('it does not start');
};
exports.protocol = require('@tensorflow/tfjs-node/dist/proto/api_pb');
exports.version = version;
