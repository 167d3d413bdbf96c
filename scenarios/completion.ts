import { COMPLETION } from '../src/experiments/completion/study';
import { defineScenario } from '../src/public/experiments';

export default defineScenario(COMPLETION);
