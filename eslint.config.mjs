import { defineConfig, globalIgnores } from 'eslint/config';
import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';

const say = (selector, message) => ({ selector, message });

const reexports = [
  say(
    'ExportAllDeclaration',
    'Import from the file that declares the name; a barrel hides where things are and makes cycles.',
  ),
  say(
    'ExportNamedDeclaration[source]',
    'Import from the file that declares the name; re-exports make two doors to one room.',
  ),
];

const casts = say(
  'TSAsExpression > TSAsExpression.expression[typeAnnotation.type="TSUnknownKeyword"]',
  'Narrow the value with a check, or give its maker the right type; `as unknown as` hides the next mistake.',
);

const decorators = say(
  'Decorator > CallExpression[callee.name=/^(Field|Query|Mutation|Subscription|Arg)$/]:not(:has(> ArrowFunctionExpression))',
  'Name the type, `() => String`: emitDecoratorMetadata is off.',
);

const forks = say(
  'CallExpression[callee.property.name="fork"]',
  'Use the manager of the session: on the embedded PostgreSQL a fork inside a transaction waits for ever (kit/data opens the only ones).',
);

const clocks = [
  say(
    'CallExpression[callee.object.name="Date"][callee.property.name="now"]',
    'Take the time from the clock of the context.',
  ),
  say('NewExpression[callee.name="Date"][arguments.length=0]', 'Take the time from the clock of the context.'),
];

const mocks = say(
  'CallExpression[callee.object.name="jest"][callee.property.name=/^(mock|unstable_mockModule|doMock)$/]',
  'Use the real thing below and a fake server for outside systems; a mock of our own code tests the mock.',
);

const syntax = (...rules) => ({ 'no-restricted-syntax': ['error', ...rules] });

export default defineConfig(
  globalIgnores(['node_modules/', '.data/', 'coverage/', 'schema/']),
  {
    files: ['**/*.ts', '**/*.mjs', '**/*.js'],
    plugins: { '@typescript-eslint': tseslint.plugin },
    languageOptions: { parser: tseslint.parser },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'array-callback-return': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'max-lines': ['error', 400],
      'max-lines-per-function': ['warn', 60],
      'no-constant-condition': 'error',
      'no-empty': 'error',
      'no-fallthrough': 'error',
      'no-param-reassign': 'error',
      'no-prototype-builtins': 'error',
      'no-self-assign': 'error',
      'no-unmodified-loop-condition': 'error',
      'no-unsafe-finally': 'error',
      'no-useless-catch': 'error',
      'no-useless-rename': 'error',
      'no-var': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
      'preserve-caught-error': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      ...syntax(...reexports),
    },
  },
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/ban-ts-comment': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-non-null-assertion': 'warn',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    files: ['gateway/**/*.ts', 'kit/**/*.ts', 'subgraphs/**/*.ts', 'plugins/**/*.ts', 'cli/**/*.ts'],
    plugins: { regexp },
    rules: {
      // Whoever writes what an expression reads would choose how long that takes.
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'no-console': ['error'],
      'no-restricted-properties': [
        'error',
        {
          object: 'process',
          property: 'env',
          message: 'Add the setting to gateway/config.ts, the only reader of the environment.',
        },
      ],
      ...syntax(...reexports, casts, decorators, forks),
    },
  },
  {
    files: ['subgraphs/**/*.ts', 'plugins/**/*.ts'],
    rules: syntax(...reexports, casts, decorators, forks, ...clocks),
  },
  // Where the types of MikroORM and type-graphql end; tests/house counts the casts, so they can only become fewer.
  { files: ['kit/module/build.ts'], rules: syntax(...reexports, decorators, forks) },
  { files: ['kit/data/**/*.ts', 'kit/paging/**/*.ts'], rules: syntax(...reexports, decorators) },
  { files: ['gateway/config.ts', 'cli/main.ts'], rules: { 'no-restricted-properties': 'off' } },
  // What a department's own project begins as.
  { files: ['cli/new/project/*.ts'], rules: { 'no-console': 'off', 'no-restricted-properties': 'off' } },
  {
    // The commands that a person reads.
    files: [
      'gateway/{main,plain,stop-on-signal,onboard,backup,backup/command,restore,contract,write-schema,serve-subgraph}.ts',
    ],
    rules: { 'no-console': 'off' },
  },
  { files: ['tests/**/*.ts'], rules: { 'max-lines-per-function': 'off', ...syntax(...reexports, casts, mocks) } },
  {
    files: ['tests/**/*.ts'],
    ignores: ['tests/support/**', 'tests/house/**'],
    rules: {
      'no-restricted-properties': [
        'error',
        {
          object: 'process',
          property: 'env',
          message: 'Ask tests/support, so that every test means the same by a setting.',
        },
      ],
    },
  },
);
