import { BELIEF } from '../src/experiments/belief/study';
import { defineScenario } from '../src/public/experiments';

export default defineScenario(BELIEF);
