// The TypeScript kernel of the notebooks: tslab, which ends when the program that started it has
// ended, however that came. Jupyter starts it: `node setup/kernel.cjs kernel --config-path <file>`.
const parent = process.ppid;
setInterval(() => process.ppid !== parent && process.exit(), 1000).unref();

// One socket after the other, in the order in which tslab names them: the one it publishes on comes
// first. It opens all at once, and a question that comes in between ends in an error.
const { ZmqServer } = require('tslab/dist/jupyter');
const { bindSocket } = ZmqServer.prototype;
let before = Promise.resolve();
ZmqServer.prototype.bindSocket = function (...args) {
  before = before.then(() => bindSocket.apply(this, args));
  return before;
};

// ts-node keeps a cache of compiled code which, where it cannot be written, breaks what comes after.
process.env.DISABLE_V8_COMPILE_CACHE = '1';
require('tslab/dist/main').main();
