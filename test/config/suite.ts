import { defineConfig, type ViteUserConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { progress } from './progress.js';

const inCI = process.env['CI'] === 'true';

/** Files of tests that take longer than people wait: `.ci/run` runs them after the others, and `npm run test:long`. */
export const long = 'test/**/*.long.test.ts';

/** The files that take longest. They begin first, so that no processor waits for the last of them at the end. */
const slowest = [
  'fuzz/untrue',
  'e2e/check-logic',
  'e2e/gate',
  'models/tvp-qt',
  'standing/standing',
  'e2e/check',
  'fuzz/proofs',
];

class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const at = slowest.findIndex((name) => moduleId.includes(`/${name}.`));
      return at < 0 ? slowest.length : at;
    };
    return (await super.sort(files)).sort((a, b) => place(a) - place(b));
  }
}

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
      sequence: { sequencer: SlowestFirst },
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
