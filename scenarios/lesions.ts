import { LESIONS } from '../src/experiments/lesions/study';
import { defineScenario } from '../src/public/experiments';

export default defineScenario(LESIONS);
