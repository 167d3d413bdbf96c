import { DYNAMICS } from '../src/experiments/dynamics/study';
import { defineScenario } from '../src/public/experiments';

export default defineScenario(DYNAMICS);
