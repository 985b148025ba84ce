/**
 * Prints which tests failed, and what the test runs came to together, alone on the last line: "N passed, N failed" (", N skipped"
 * if any), read from the files that vitest's JSON reporter wrote. Ends with 1 if a test or a whole test file failed, or a file
 * is missing or has none.
 */
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';

/**
 * @typedef {{ status: string, fullName: string, failureMessages: string[] }} Test
 * @typedef {{ status: string, name: string, message: string, assertionResults: Test[] }} Suite
 * @typedef {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number,
 *   testResults: Suite[] }} Result
 */

/** @param {Suite} suite */
function tellFailures({ status, name, message, assertionResults }) {
  if (status !== 'failed') return;
  const failures = assertionResults.filter((test) => test.status === 'failed');
  const whole = { fullName: '(the whole file)', failureMessages: [message] };
  for (const { fullName, failureMessages } of failures.length > 0 ? failures : [whole]) {
    const why = (failureMessages[0] ?? '').split('\n').slice(0, 6).join('\n    ');
    process.stdout.write(`failed: ${relative(process.cwd(), name)}: ${fullName}\n    ${why}\n`);
  }
}

/** @param {string} file */
function counted(file) {
  /** @type {Result} */
  let result;
  try {
    result = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
  // A file that failed before its first test (a syntax error, a hook) counts as one failure; so does a run of no test.
  const brokenFiles = result.testResults.filter(
    (suite) => suite.status === 'failed' && !suite.assertionResults.some((test) => test.status === 'failed'),
  ).length;
  result.testResults.forEach(tellFailures);
  const passed = result.numPassedTests;
  const failed = result.numFailedTests + brokenFiles;
  return {
    passed,
    failed: passed + failed === 0 ? 1 : failed,
    skipped: result.numPendingTests + result.numTodoTests,
  };
}

let [passed, failed, skipped] = [0, 0, 0];
for (const each of process.argv.slice(2).map(counted)) {
  passed += each.passed;
  failed += each.failed;
  skipped += each.skipped;
}
process.stdout.write(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
