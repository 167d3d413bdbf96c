import { FACTORIAL } from '../src/experiments/factorial/trial';
import { defineScenario } from '../src/public/experiments';

export default defineScenario(FACTORIAL);
