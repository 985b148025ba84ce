/**
 * Prints what the test run came to, alone on its line: "N passed, N failed" (", N skipped" if any), read from the file
 * that vitest's JSON reporter wrote. Ends with 1 if a test or a whole test file failed, or the file is missing.
 */
import { readFileSync } from 'node:fs';

/**
 * @typedef {{ status: string, assertionResults: { status: string }[] }} Suite
 * @typedef {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number,
 *   testResults: Suite[] }} Result
 */

/** @type {Result} */
let result;
try {
  result = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'));
} catch {
  process.stdout.write('0 passed, 1 failed\n');
  process.exit(1);
}
const skipped = result.numPendingTests + result.numTodoTests;
// A file that failed before its first test (a syntax error, a hook) counts as one failure.
const brokenFiles = result.testResults.filter(
  (suite) => suite.status === 'failed' && !suite.assertionResults.some((test) => test.status === 'failed'),
).length;
const failed = result.numFailedTests + brokenFiles;
process.stdout.write(`${result.numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);
process.exitCode = failed > 0 || result.numPassedTests === 0 ? 1 : 0;
