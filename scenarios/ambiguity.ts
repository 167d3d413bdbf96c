import { AMBIGUITY } from '../src/experiments/ambiguity/study';
import { defineScenario } from '../src/public/experiments';

export default defineScenario(AMBIGUITY);
