// The one-way street: which room may read which. A room that is not named here may read nothing.

const { builtinModules } = require('node:module');

const BEFORE_LEARNING = ['engine', 'pictures', 'data', 'network', 'perception'];

const BEFORE_EXPERIMENT = [
  ...BEFORE_LEARNING,
  'learning',
  'feedforward',
  'statistics',
  'observation',
  'figures',
  'exhibits',
];

const MAY_READ = {
  engine: [],
  statistics: ['engine'],
  stimuli: ['engine', 'pictures', 'data'],
  pictures: ['engine'],
  data: ['engine', 'pictures'],
  network: ['engine'],
  perception: ['engine', 'data', 'network'],
  learning: BEFORE_LEARNING,
  // Observing never changes the result: nothing that computes knows of observation.
  observation: [...BEFORE_LEARNING, 'learning', 'statistics'],
  // The recurrent net's relatives share its learning and are not known to it.
  feedforward: [...BEFORE_LEARNING, 'learning'],
  figures: ['engine'],
  exhibits: [...BEFORE_LEARNING, 'learning', 'feedforward', 'statistics', 'observation', 'figures'],
  experiment: BEFORE_EXPERIMENT,
  comparison: [...BEFORE_EXPERIMENT, 'experiment', 'stimuli'],
  results: [...BEFORE_EXPERIMENT, 'experiment', 'stimuli', 'comparison', 'laboratory'],
  report: [...BEFORE_EXPERIMENT, 'experiment'],
  laboratory: [...BEFORE_EXPERIMENT, 'experiment', 'stimuli'],
  sweep: [...BEFORE_EXPERIMENT, 'experiment'],
  cli: [...BEFORE_EXPERIMENT, 'experiment', 'stimuli', 'comparison', 'results', 'report', 'sweep'],
  // The names that people import, and nothing else: no room reads them.
  public: [...BEFORE_EXPERIMENT, 'experiment', 'stimuli', 'comparison', 'laboratory', 'cli'],
};

const oneWay = Object.entries(MAY_READ).map(([room, others]) => ({
  name: `${room}-reads-only-what-comes-before`,
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: { path: '^src/', pathNot: `^src/(${[room, ...others].join('|')})/` },
}));

module.exports = {
  forbidden: [
    ...oneWay,
    {
      name: 'every-room-has-its-place',
      comment: 'a new folder under src needs a line in MAY_READ above',
      severity: 'error',
      from: { path: '^src/[^/]+/', pathNot: `^src/(${Object.keys(MAY_READ).join('|')})/` },
      to: { path: '^src/' },
    },
    {
      name: 'src-stands-alone',
      comment:
        'scenarios, tests and set-up read src, never the other way; cli loads scenarios by path',
      severity: 'error',
      from: { path: '^(src|bin)/' },
      to: { path: '^(test|scenarios|bench|setup)/' },
    },
    {
      name: 'scenarios-use-the-front-door',
      comment: 'a scenario is written as a user would write it, and may have parts of its own, too',
      severity: 'error',
      from: { path: '^scenarios/([^/]+)\\.ts$' },
      to: {
        path: '^src/',
        pathNot: '^src/((index|public/[^/]+)\\.ts$|laboratory/$1/)',
      },
    },
    {
      name: 'only-downloads-reach-the-network',
      comment: 'nothing that a person has is sent anywhere: data are fetched in one place',
      severity: 'error',
      from: { path: '^(src|scenarios|bin)/', pathNot: '^src/data/download\\.ts$' },
      to: {
        path: '(^|/)(undici|https?|http2|net|tls|dgram|dns)(/|$)',
        pathNot: '^(src|scenarios)/',
      },
    },
    {
      name: 'one-door-to-tfjs',
      comment:
        'operations and tensors come from engine/ops: what computes can be replaced in one room',
      severity: 'error',
      from: { path: '^(src|bin|scenarios)/', pathNot: '^src/engine/(ops|backend|native)\\.ts$' },
      to: { path: '@tensorflow/' },
    },
    {
      name: 'core-without-node',
      comment:
        'what a network is and does runs in a browser, too: nothing of Node, however far away',
      severity: 'error',
      from: { path: '^src/(network|perception|learning|feedforward|statistics|pictures)/' },
      to: { path: `^(node:)?(${builtinModules.join('|')})$`, reachable: true },
    },
    {
      name: 'no-cycle',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphan',
      comment: 'a file that nobody reads and that reads nobody is dead',
      severity: 'error',
      from: { orphan: true, path: '^src/', pathNot: '\\.d\\.ts$' },
      to: {},
    },
    {
      name: 'no-development-package',
      comment:
        'what users run must be in dependencies, or they will not have it; two places choose between the sources of a clone and what was built',
      severity: 'error',
      from: {
        path: '^(src|scenarios|bin)/',
        pathNot: '^(bin/sources\\.cjs|src/report/browser-script\\.ts)$',
      },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
  },
};
