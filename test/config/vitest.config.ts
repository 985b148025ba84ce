import { defineConfig } from 'vitest/config';

const inCI = process.env['CI'] === 'true';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 300_000,
    maxWorkers: '100%',
    reporters: inCI ? ['default', ['json', { outputFile: 'coverage/tests.json' }]] : ['default'],
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      reportsDirectory: 'coverage/report',
      reporter: ['text-summary', 'json-summary', 'html'],
    },
  },
});
