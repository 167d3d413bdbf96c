import { MOVING_DIGITS } from '../src/experiments/moving-digits/study';
import { defineScenario } from '../src/public/experiments';

export default defineScenario(MOVING_DIGITS);
