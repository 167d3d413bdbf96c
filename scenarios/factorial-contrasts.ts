import { FACTORIAL_CONTRASTS } from '../src/experiments/factorial/answer';
import { defineScenario } from '../src/public/experiments';

export default defineScenario(FACTORIAL_CONTRASTS);
