import { endOnBrokenPipe } from './broken-pipe';
import { topdown } from './program';

endOnBrokenPipe();
void topdown(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
