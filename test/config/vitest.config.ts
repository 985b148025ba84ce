import { defineConfig } from 'vitest/config';
import { progress } from './progress.js';

const inCI = process.env['CI'] === 'true';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // For what hangs. What is slow shows on a quiet machine, and is no fault on one that others use too.
    testTimeout: 900_000,
    hookTimeout: 900_000,
    maxWorkers: '100%',
    reporters: inCI
      ? ['default', progress(), ['json', { outputFile: 'coverage/tests.json' }]]
      : ['default', progress()],
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      reportsDirectory: 'coverage/report',
      reporter: ['text-summary', 'json-summary', 'html'],
    },
  },
});
