import base from './jest.config.mjs';

/** Tests that need tools of others: poppler-utils, hb-shape, qpdf and Chromium. */
export default {
  ...base,
  testMatch: ['<rootDir>/tests/tools/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
};
