// The import rules of the house. `comment` is printed with a violation and says what to do instead.
const forbid = (name, from, to, comment) => ({ name, severity: 'error', from, to, comment });

const packages = (...names) => ({ path: names.map((name) => `^node_modules/${name}(/|$)`) });
const ours = '^(gateway|kit|subgraphs|plugins|cli|bench|tests|scripts)/';

export default {
  forbidden: [
    forbid(
      'no-cycles',
      {},
      // Types may name each other; what runs may not.
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
      'Two files that need each other are one file, or hide a third: move what both need into it.',
    ),
    forbid(
      'kit-stands-alone',
      { path: '^kit/' },
      { path: ours, pathNot: ['^kit/', '^scripts/typescript\\.mjs$'] },
      'The contract cannot depend on those who sign it: pass the value in, or move it to the gateway.',
    ),
    forbid(
      'modules-import-kit-only',
      { path: '^(subgraphs|plugins)/([^/]+)/' },
      { path: ours, pathNot: ['^kit/', '^$1/$2/'] },
      'Modules meet in the graph, by key. Use a stub of the foreign type, an event, or what the kit offers.',
    ),
    forbid(
      'gateway-names-no-module',
      { path: '^gateway/' },
      { path: ours, pathNot: ['^gateway/', '^kit/', '^scripts/typescript\\.mjs$'] },
      'Modules are found by folder at run time, so that the next one needs no edit here.',
    ),
    forbid(
      'command-line-asks-the-portal',
      { path: '^cli/', pathNot: '^cli/local/' },
      {
        path: ours,
        pathNot: [
          '^cli/',
          '^kit/module/fault\\.ts$',
          '^kit/docking/verify-call\\.ts$',
          '^scripts/installation-stamp\\.mjs$',
        ],
      },
      'The command line knows what a portal publishes: ask it over HTTP. Only cli/local/ runs a graph on the own machine.',
    ),
    forbid(
      'local-graph-is-the-gateway',
      { path: '^cli/local/' },
      { path: ours, pathNot: ['^cli/', '^gateway/', '^kit/(module|identity)/'] },
      'A graph on the own machine is composed, planned and served by gateway/, and has no modules or rows.',
    ),
    forbid(
      'orm-stays-with-the-rows',
      { pathNot: '^(kit|subgraphs|plugins|tests/kit|tests/support/fixtures)/' },
      packages('@mikro-orm'),
      'The gateway holds no rows: ask a module through the graph, or the kit for what it lacks.',
    ),
    forbid(
      'keycloak-in-one-file',
      { pathNot: '^gateway/identity/keycloak-grants\\.ts$' },
      packages('keycloak-connect'),
      'The adapter is no longer developed: use the functions of gateway/identity/keycloak-grants.ts, the one file to replace.',
    ),
    forbid(
      'jobs-in-one-room',
      { pathNot: '^kit/events/' },
      packages('pg-boss'),
      'Use emit and arm of kit/events: they write on the connection of the transaction.',
    ),
    forbid(
      'what-ships-needs-no-test',
      { pathNot: '^(tests|bench)/' },
      { path: '^(tests|bench)/' },
      'Tests and benchmarks import the product, never the other way round.',
    ),
    forbid(
      'what-ships-needs-no-development-package',
      { path: '^(gateway|kit|subgraphs|plugins|cli)/' },
      { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
      'Name the package under dependencies in package.json, exactly pinned.',
    ),
    forbid('all-imports-resolve', {}, { couldNotResolve: true }, 'Correct the path; a relative import ends in .js.'),
    forbid(
      'no-drawers',
      {},
      {
        path: '(^|/)(utils?|helpers?|common|shared|core|base|types|misc|lib)(/|\\.(ts|mjs|js)$)',
        pathNot: '^node_modules/',
      },
      'Name the file or folder after what is in it.',
    ),
  ],
  options: {
    doNotFollow: { path: '^node_modules' },
    exclude: { path: '(^|/)(\\.data|coverage|fixtures/hive-gateway)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
      extensions: ['.ts', '.mjs', '.js', '.cjs', '.json', '.d.ts'],
    },
  },
};
