import { REPRESENTATION } from '../src/experiments/representation/study';
import { defineScenario } from '../src/public/experiments';

export default defineScenario(REPRESENTATION);
