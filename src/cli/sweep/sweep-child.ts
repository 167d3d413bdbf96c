import { asProgram } from '../as-program';
import { topdown } from '../program';

// A process of a sweep: `topdown` with these arguments, on a leash. It waits until it is told to
// begin, so that nobody else has its job, and when the sweep is gone, however that ended, it stops
// as it does by Ctrl-C: it saves and can be resumed.

process.once('disconnect', () => {
  if (!process.emit('SIGTERM')) process.exit(1); // nothing is running that could be saved
});
process.once('message', () => {
  process.channel?.unref(); // what follows decides how long this goes on
  asProgram(() => topdown(process.argv.slice(2)));
});
