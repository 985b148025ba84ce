import { onTestFinished } from 'vitest';
import { startSwtpm } from '../../src/tpm/driver/start-swtpm.js';
import { describeFailure, type TpmResult } from '../../src/tpm/response.js';
import type { Tpm } from '../../src/tpm/tpm.js';

/** A program, for tests that start it in their own way. */
export const swtpmProgram = 'swtpm';

/** A real TPM of its own for a test, ended with it. */
export async function openSwtpm(): Promise<Tpm> {
  const tpm = got(await startSwtpm());
  onTestFinished(() => tpm.close());
  return tpm;
}

/** The value of an answer that has to be one. */
export function got<T>(result: TpmResult<T>): T {
  if (!result.ok) throw new Error(describeFailure(result.failure));
  return result.value;
}
