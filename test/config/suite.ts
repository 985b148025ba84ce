import { defineConfig, type ViteUserConfig } from 'vitest/config';
import { progress } from './progress.js';

const inCI = process.env['CI'] === 'true';

/** Files of tests that take longer than people wait: `.ci/run` runs them after the others, and `npm run test:long`. */
export const long = 'test/**/*.long.test.ts';

/** How files of tests run; in CI, what came of them is written to `coverage/NAME.json`. */
export const suite = (name: string, include: string, exclude: readonly string[] = []): ViteUserConfig =>
  defineConfig({
    test: {
      include: [include],
      exclude: [...exclude],
      // For what hangs. What is slow shows on a quiet machine, and is no fault on one that others use too.
      testTimeout: 900_000,
      hookTimeout: 900_000,
      maxWorkers: '100%',
      reporters: inCI
        ? ['default', progress(), ['json', { outputFile: `coverage/${name}.json` }]]
        : ['default', progress()],
      coverage: {
        provider: 'v8',
        include: ['src/**/*.ts'],
        reportsDirectory: 'coverage/report',
        reporter: ['text-summary', 'json-summary', 'html'],
      },
    },
  });
