import { REACTION_TIME } from '../src/experiments/reaction-time/study';
import { defineScenario } from '../src/public/experiments';

export default defineScenario(REACTION_TIME);
