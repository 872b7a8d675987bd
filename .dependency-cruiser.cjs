/**
 * The arrows of ARCHITECTURE.md, executable. A room may import only the rooms listed for it.
 * @type {Record<string, { may: string[], because: string }>}
 */
const ROOMS = {
  contract: { may: [], because: 'the contract is shapes and their encoding, shared by server, client and simulator: it knows nothing else' },
  engine: { may: [], because: 'the kernel has never heard of factories and runs anywhere' },
  model: { may: ['engine', 'contract'], because: 'the model is data in, data out: no clock, no chance, no I/O' },
  platform: { may: ['contract'], because: 'the platform knows no business word' },
  auth: { may: ['platform', 'contract'], because: 'who may do what is decided without knowing what is done' },
  exchange: { may: ['contract'], because: 'what stands in files is rows: a format knows no plant' },
  plant: { may: ['model', 'contract', 'engine', 'platform', 'auth'], because: 'a plant file is read and compiled, nothing more' },
  telemetry: { may: ['plant', 'contract', 'platform', 'auth'], because: 'readings are stored whether or not a model understands them' },
  twin: { may: ['telemetry', 'plant', 'model', 'contract', 'platform', 'auth'], because: 'the listener imports the speaker' },
  cells: {
    may: ['telemetry', 'plant', 'model', 'contract', 'platform', 'auth'],
    because: 'the record of a process cell listens to readings, as the twin of a line does',
  },
  alarms: {
    may: ['twin', 'cells', 'telemetry', 'plant', 'model', 'contract', 'platform', 'auth'],
    because: 'alarms follow the twins, the records of cells and what people say to them: nothing but the stream listens',
  },
  energy: {
    may: ['telemetry', 'twin', 'cells', 'scenarios', 'plant', 'model', 'contract', 'platform', 'auth'],
    because: 'where energy went is read from history and records, what was promised from runs: nothing is measured here',
  },
  scenarios: { may: ['twin', 'cells', 'plant', 'model', 'contract', 'platform', 'auth'], because: 'a what-if starts from a twin and cannot change it' },
  stream: { may: ['twin', 'cells', 'alarms', 'scenarios', 'contract', 'platform', 'auth'], because: 'the stream only tells' },
  exports: {
    may: ['exchange', 'telemetry', 'twin', 'cells', 'plant', 'model', 'contract', 'platform', 'auth'],
    because: 'an export is another form of an answer: those who give the answer do not know of it',
  },
  backup: { may: ['plant', 'contract', 'platform'], because: 'a backup copies state, it does not understand it' },
  cli: {
    may: ['client', 'contract', 'engine', 'model', 'plant', 'scenarios', 'backup', 'platform', 'exchange'],
    because: 'the command works without a server for model work',
  },
};

const room = (name) => `^src/${name}/`;
const shared = ['^src/config\\.ts$'];

module.exports = {
  forbidden: [
    ...Object.entries(ROOMS).map(([name, { may, because }]) => ({
      name: `arrows-of-${name}`,
      comment: because,
      severity: 'error',
      from: { path: room(name) },
      to: {
        path: '^(src|client|simulator|web|test|bench)/',
        pathNot: [
          room(name),
          ...may.map((other) => (other === 'client' ? '^client/' : room(other))),
          ...(['contract', 'engine', 'model'].includes(name) ? [] : shared),
          ...(name === 'backup' ? ['^src/migrations\\.ts$'] : []), // which versions of the tables there are
        ],
      },
    })),
    {
      name: 'contract-needs-only-zod',
      comment: 'whoever shares the contract shares its dependencies',
      severity: 'error',
      from: { path: room('contract') },
      to: { dependencyTypes: ['npm', 'npm-dev', 'core'], pathNot: 'node_modules/zod/' },
    },
    {
      name: 'engine-and-model-need-nothing',
      comment: 'pure rooms run in a worker, a browser and a test alike',
      severity: 'error',
      from: { path: '^src/(engine|model)/' },
      to: { dependencyTypes: ['npm', 'npm-dev', 'core'] },
    },
    {
      name: 'worker-is-pure',
      comment: 'a simulation worker loads the model and nothing that opens a file or a port',
      severity: 'error',
      from: { path: '^src/(scenarios/worker|cells/look-ahead-worker)\\.ts$' },
      to: {
        path: '^src/',
        pathNot: ['^src/(model|contract|engine)/', '^src/scenarios/((cell-|cell-variants-|run-)?job|queue)\\.ts$', '^src/cells/look-ahead-job\\.ts$'],
      },
    },
    {
      name: 'simulator-knows-no-model',
      comment: 'the twin must not know the secrets of its plant, nor the plant those of its twin',
      severity: 'error',
      from: { path: '^simulator/' },
      to: { path: '^(src|client|web|test|bench)/', pathNot: '^src/(contract|engine|exchange)/' },
    },
    {
      name: 'client-knows-only-the-contract',
      comment: 'the client is what others use to talk to us',
      severity: 'error',
      from: { path: '^client/' },
      to: { path: '^(src|simulator|web|test|bench)/', pathNot: '^src/contract/' },
    },
    {
      name: 'web-talks-through-data',
      comment: 'web/src/data is the only place that talks to the server; screens get prepared data',
      severity: 'error',
      from: { path: '^web/src/', pathNot: '^web/src/data/' },
      to: { path: '^client/' },
    },
    {
      name: 'web-knows-only-client-and-contract',
      comment: 'no screen computes a KPI',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^(src|simulator|test|bench)/', pathNot: '^src/contract/' },
    },
    {
      name: 'nothing-imports-tests',
      comment: 'tests look at the product, not the other way round',
      severity: 'error',
      from: { pathNot: '^(test|bench)/' },
      to: { path: '^(test|bench)/' },
    },
    { name: 'no-cycle', comment: 'data flows one way', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    { name: 'no-barrel', comment: 'import from the file that has it', severity: 'error', from: {}, to: { path: '^(src|client|simulator|web)/.*index\\.ts$' } },
    {
      name: 'no-orphan',
      comment: 'a file that nobody imports and that is no entry is dead',
      severity: 'error',
      from: { orphan: true, path: '^(src|client|simulator|web/src)/', pathNot: ['\\.d\\.ts$', '^src/main\\.ts$'] },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|data|coverage)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
    },
  },
};
