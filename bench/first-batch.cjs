// Before a built program: `node --require bench/first-batch.cjs dist/src/cli/main.js train …` says when the
// first batch has been learnt.
const { Module } = require('node:module');

const load = Module._load;
let watched = false;
Module._load = (request, ...from) => {
  const loaded = load.call(Module, request, ...from);
  if (!watched && request.endsWith('/learn-batch') && loaded.learnBatch) {
    watched = true;
    const { learnBatch } = loaded;
    loaded.learnBatch = (...given) => {
      const learnt = learnBatch(...given);
      process.stderr.write('first batch\n');
      loaded.learnBatch = learnBatch;
      return learnt;
    };
  }
  return loaded;
};
