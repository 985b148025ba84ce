import type { Reporter } from 'vitest/node';

/** Shares of the files after which a line is printed. */
const parts = 20;

/** Says how far the run is, in lines, for a log: how many of the files are done, and after how many seconds. */
export function progress(): Reporter {
  let [files, done, began] = [0, 0, 0];
  return {
    onTestRunStart(specifications) {
      [files, done, began] = [specifications.length, 0, performance.now()];
    },
    onTestModuleEnd() {
      done++;
      const part = (count: number): number => Math.floor((count * parts) / files);
      if (part(done) === part(done - 1)) return;
      const seconds = ((performance.now() - began) / 1000).toFixed(0);
      process.stdout.write(` ${done} of ${files} files, ${seconds} s\n`);
    },
  };
}
