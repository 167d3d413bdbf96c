import { OBJECTIVE } from '../src/experiments/objective/study';
import { defineScenario } from '../src/public/experiments';

export default defineScenario(OBJECTIVE);
