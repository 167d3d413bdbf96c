import { asProgram } from './as-program';
import { topdown } from './program';

asProgram(() => topdown(process.argv.slice(2)));
