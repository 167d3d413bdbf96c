import { IMAGERY } from '../src/experiments/imagery/study';
import { defineScenario } from '../src/public/experiments';

export default defineScenario(IMAGERY);
