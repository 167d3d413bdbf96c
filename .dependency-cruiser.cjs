// The one-way street: which room may read which. A room that is not named here may read nothing.

const { builtinModules } = require('node:module');

const CORE = ['input', 'engine', 'images', 'network', 'perception', 'learning', 'statistics'];

const BEFORE_RUNS = [...CORE, 'machine', 'data', 'observation', 'charts', 'figures'];

const BEFORE_PAGES = [
  ...BEFORE_RUNS,
  'runs',
  'trained',
  'training',
  'comparison',
  'experiments',
  'store',
  'sweep',
];

const MAY_READ = {
  input: [],
  machine: ['input'],
  engine: ['input', 'machine'],
  statistics: ['input', 'engine'],
  images: ['input', 'engine'],
  network: ['input', 'engine'],
  perception: ['input', 'engine', 'images', 'network'],
  learning: ['input', 'engine', 'images', 'network', 'perception'],
  data: ['input', 'machine', 'engine', 'images'],
  // Observing never changes the result: nothing that computes knows of observation.
  observation: [...CORE, 'machine'],
  charts: ['input', 'machine', 'engine', 'images', 'statistics'],
  figures: [...CORE, 'observation', 'charts'],
  runs: [...CORE, 'machine', 'data'],
  trained: [...BEFORE_RUNS, 'runs'],
  training: [...BEFORE_RUNS, 'runs', 'trained'],
  comparison: [...BEFORE_RUNS, 'runs', 'trained', 'training'],
  experiments: [...BEFORE_RUNS, 'runs', 'trained', 'training'],
  store: ['input', 'machine', 'runs'],
  sweep: [...BEFORE_RUNS, 'runs', 'trained', 'store'],
  pages: BEFORE_PAGES,
  web: [...CORE, 'observation', 'charts', 'pages'],
  cli: [...BEFORE_PAGES, 'pages'],
  // The names that people import, and nothing else: no room reads them.
  public: [...BEFORE_PAGES, 'cli'],
};

/** Node's own modules, however far away. */
const NODE = { path: `^(node:)?(${builtinModules.join('|')})$`, reachable: true };

const oneWay = Object.entries(MAY_READ).map(([room, others]) => ({
  name: `${room}-reads-only-what-comes-before`,
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: { path: '^src/', pathNot: `^src/(${[room, ...others].join('|')})/` },
}));

/** What reaches a network, but http. */
const BUT_HTTP = ['undici', 'https', 'http2', 'net', 'tls', 'dgram', 'dns'];

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
        pathNot: '^src/((index|public/[^/]+)\\.ts$|experiments/$1/)',
      },
    },
    {
      name: 'only-downloads-reach-the-network',
      comment:
        'nothing that a person has is sent anywhere but to the store that a person names, in one place, and data are fetched in another, both by machine/web; the page is served in a third, which a rule below is about',
      severity: 'error',
      from: {
        path: '^(src|scenarios|bin)/',
        pathNot: '^src/(machine/web|cli/serve/page-server)\\.ts$',
      },
      to: { path: `(^|/)(${['http', ...BUT_HTTP].join('|')})(/|$)`, pathNot: '^(src|scenarios)/' },
    },
    {
      name: 'only-downloads-and-the-store-use-the-web',
      comment: 'the one way to the network is for these two',
      severity: 'error',
      from: { path: '^(src|scenarios|bin)/', pathNot: '^src/(data/download|store/s3)\\.ts$' },
      to: { path: '^src/machine/web\\.ts$' },
    },
    {
      name: 'the-page-is-served-by-http-alone',
      comment:
        'it listens on loopback, and asks nothing of anybody (the linter lets it have createServer only)',
      severity: 'error',
      from: { path: '^src/cli/serve/page-server\\.ts$' },
      to: { path: `(^|/)(${BUT_HTTP.join('|')})(/|$)`, pathNot: '^(src|scenarios)/' },
    },
    {
      name: 'one-door-to-tfjs',
      comment:
        'operations and tensors come from engine/ops: what computes can be replaced in one room',
      severity: 'error',
      from: {
        path: '^(src|bin|scenarios)/',
        pathNot: '^src/(engine/(ops|backend|native)|web/worker/start-engine)\\.ts$',
      },
      to: { path: '@tensorflow/' },
    },
    {
      name: 'core-without-node',
      comment:
        'what a network is and does runs in a browser, too: nothing of Node, however far away',
      severity: 'error',
      from: { path: '^src/(input|network|perception|learning|images|statistics)/' },
      to: NODE,
    },
    {
      name: 'traces-without-node',
      comment: 'a page in a browser writes the trace that a folder would hold, into a zip',
      severity: 'error',
      from: { path: '^src/observation/(trace-zip|states-at-pace)\\.ts$' },
      to: NODE,
    },
    {
      name: 'page-without-node',
      comment:
        'the page in the browser is bundled with all that it imports: nothing of Node, however far away',
      severity: 'error',
      from: { path: '^src/web/' },
      to: NODE,
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
        'what users run must be in dependencies, or they will not have it; two places choose between the sources of a clone and what was built, and what a page runs is bundled with all that it imports',
      severity: 'error',
      from: {
        path: '^(src|scenarios|bin)/',
        pathNot:
          '^(bin/sources\\.cjs|src/pages/(report/browser-script\\.ts|browser/.*)|src/web/page/.*)$',
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
