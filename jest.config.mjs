export default {
  testEnvironment: 'node',
  // Tests that start the program wait for it; a busy machine is slow.
  testTimeout: 60_000,
  testMatch: ['<rootDir>/tests/**/*.test.ts'],
  // What needs tools of others: npm run conformance.
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/tests/tools/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'es6' } },
    ],
  },
};
