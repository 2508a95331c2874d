export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/tests/**/*.test.ts', '!**/tests/keycloak/**'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        swcrc: false,
        module: { type: 'es6' },
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: false, useDefineForClassFields: false },
          keepClassNames: true,
        },
      },
    ],
  },
  globalSetup: '<rootDir>/tests/support/global-setup.mjs',
  modulePathIgnorePatterns: ['<rootDir>/.data'],
  maxWorkers: 2,
  // Modules of each file stay with the worker that loaded them: near its heap's limit it collects for half a minute at a time.
  workerIdleMemoryLimit: '1.5GB',
  testTimeout: 180_000,
};
