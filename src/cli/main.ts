import { topdown } from './program';

void topdown(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
