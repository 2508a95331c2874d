import house from '../../jest.config.mjs';

// The tests that hold for either issuer, and those that are about Keycloak alone. `npm run test:keycloak` starts it.
export default {
  ...house,
  rootDir: '../..',
  testMatch: ['<rootDir>/tests/gateway/identity/either-issuer/*.test.ts', '<rootDir>/tests/keycloak/*.test.ts'],
  testTimeout: 120_000,
  // Two of them mostly wait for a minute to pass.
  maxWorkers: 3,
};
