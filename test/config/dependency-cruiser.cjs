/**
 * The direction of imports (ARCHITECTURE.md): a folder imports from the layers below it, never from its own layer or
 * above. Written as layers, top first; the rules are made from them.
 */
const layers = [
  ['cli', 'page'],
  ['editor'],
  ['api'],
  ['fuzz', 'evidence', 'gate', 'mutation'],
  ['check'],
  ['attack', 'certificate', 'prover', 'tpm'],
  ['disk'],
  ['trace', 'solver', 'language'],
  ['semantics'],
  ['kernel', 'recheck'],
];

/** @param {number} index */
const below = (index) => layers.slice(index + 1).flat();
/** @param {string[]} folders */
const inside = (folders) => `^src/(${folders.join('|')})/`;

/** Folders of a layer may import themselves, what is below, diagnostics and stop; cli may import report as well. */
const arrows = layers.flatMap((folders, index) =>
  folders.map((folder) => ({
    name: `arrow-${folder}`,
    comment: `src/${folder} may import only itself, what stands below it, diagnostics and stop`,
    severity: 'error',
    from: { path: `^src/${folder}/` },
    to: {
      path: '^(src|bin|test)/',
      pathNot: inside([
        folder,
        ...below(index),
        ...(below(index).length === 0 ? [] : ['diagnostics', 'stop']),
        ...(['cli', 'page', 'editor', 'api'].includes(folder) ? ['report'] : []),
      ]),
    },
  })),
);

/** Outside the kernel, only what it chose to show: rules and constructors behind the index make theorems. */
const kernel = [
  {
    name: 'kernel-alone',
    comment: 'the kernel is trusted: it imports only itself, no package and no part of Node',
    severity: 'error',
    from: { path: '^src/kernel/' },
    to: { pathNot: '^src/kernel/' },
  },
  {
    name: 'kernel-by-its-index',
    comment: 'only src/kernel/index.ts is for others; what stands behind it could make a theorem of nothing',
    severity: 'error',
    from: { path: '^(src|bin)/', pathNot: '^src/kernel/' },
    to: { path: '^src/kernel/', pathNot: '^src/kernel/index\\.ts$' },
  },
];

/** What checks certificates is a second opinion: it shares nothing with what found the proofs. */
const recheck = [
  {
    name: 'recheck-alone',
    comment: 'the checker of certificates shares no code, not even the kernel: itself, Node, and Z3 in WebAssembly',
    severity: 'error',
    from: { path: '^src/recheck/' },
    to: { pathNot: '^src/recheck/|^node_modules/(z3-solver|@types/node)/', dependencyTypesNot: ['core'] },
  },
  {
    name: 'recheck-by-its-index',
    comment: 'only src/recheck/index.ts is for others, and only for those who write, run or show',
    severity: 'error',
    from: { path: '^src/', pathNot: '^src/recheck/' },
    to: { path: '^src/recheck/', pathNot: '^src/recheck/index\\.ts$' },
  },
  {
    name: 'recheck-for-few',
    comment: 'nothing that finds proofs knows how they are checked',
    severity: 'error',
    from: { path: '^src/', pathNot: inside(['recheck', 'certificate', 'cli', 'report']) },
    to: { path: '^src/recheck/' },
  },
];

/** What runs on a page as well: nothing of Node, and of folders that need it no more than types. */
const anywhere = [
  'kernel',
  'diagnostics',
  'stop',
  'language',
  'semantics',
  'trace',
  'prover',
  'attack',
  'check',
  'api',
];
/** Writing proofs down takes the digests of certificates, which only the command line does. */
const writing = '^src/(certificate/(index|certificate)|check/keep)\\.ts$';
const engine = [
  {
    name: 'engine-without-node',
    comment:
      'the engine runs in browsers: the modules of Node are for src/index.ts, disk, solver, tpm and the command line',
    severity: 'error',
    from: { path: inside([...anywhere, 'certificate']), pathNot: writing },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'engine-without-what-needs-node',
    comment: 'the engine runs in browsers: of what needs Node it knows the types alone',
    severity: 'error',
    from: { path: inside([...anywhere, 'certificate']), pathNot: writing },
    to: {
      path: `${inside(['solver', 'disk', 'tpm', 'recheck'])}|${writing}`,
      pathNot: '^src/solver/(none|answer|opaque)\\.ts$',
      dependencyTypesNot: ['type-only'],
    },
  },
];

module.exports = {
  forbidden: [
    ...arrows,
    ...kernel,
    ...recheck,
    ...engine,
    {
      name: 'arrow-diagnostics',
      comment: 'everything may use diagnostics, so diagnostics uses nothing',
      severity: 'error',
      from: { path: '^src/diagnostics/' },
      to: { path: '^(src|bin|test)/', pathNot: '^src/diagnostics/' },
    },
    {
      name: 'arrow-stop',
      comment: 'everything may be stopped, so stop uses nothing',
      severity: 'error',
      from: { path: '^src/stop/' },
      to: { path: '^(src|bin|test)/', pathNot: '^src/stop/' },
    },
    {
      name: 'arrow-report',
      comment: 'report shows what the layers under cli made; it never asks cli',
      severity: 'error',
      from: { path: '^src/report/' },
      to: { path: '^((bin|test)/|src/cli/)' },
    },
    {
      name: 'known-folder',
      comment: 'a new folder of src needs its place among the layers first',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: `${inside([...layers.flat(), 'diagnostics', 'report', 'stop'])}|^src/index\\.ts$`,
      },
      to: {},
    },
    {
      name: 'arrow-bin',
      comment: 'bin starts the command line, nothing else',
      severity: 'error',
      from: { path: '^bin/' },
      to: { pathNot: '(^|/)dist/cli/main\\.js$' },
    },
    { name: 'no-cycle', comment: 'imports run one way', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'resolvable',
      comment: 'an import that leads nowhere',
      severity: 'error',
      from: { pathNot: '^bin/' },
      to: { couldNotResolve: true },
    },
    {
      name: 'no-development-package',
      comment: 'what is published may not need what only the tests install',
      severity: 'error',
      // The page is published as a bundle of all that it needs.
      from: { path: '^(src|bin)/', pathNot: '^src/page/' },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        pathNot: '^node_modules/(@types|bullmq|ioredis)/',
      },
    },
  ],
  options: {
    // The extension is a package of its own.
    exclude: { path: '^src/editor/vscode/' },
    doNotFollow: { path: ['node_modules', '^dist/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
