import { FACTORIAL_CONTRASTS } from '../src/experiments/factorial-contrasts/answer';
import { defineScenario } from '../src/public/experiments';

export default defineScenario(FACTORIAL_CONTRASTS);
