import { PRIMING } from '../src/experiments/priming/study';
import { defineScenario } from '../src/public/experiments';

export default defineScenario(PRIMING);
