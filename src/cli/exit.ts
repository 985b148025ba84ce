/** How a command ends. The numbers are fixed: other programs depend on them. */
export const exit = {
  /** Everything is as expected. */
  ok: 0,
  /** Something is violated: a theorem is not as expected, a file is not formatted. */
  violated: 1,
  /** Wrong usage or configuration. */
  usage: 2,
  /** The input is malformed. */
  malformed: 3,
  /** No verdict within the limits. */
  noVerdict: 4,
  /** A fault of ls2 itself. */
  fault: 70,
  interrupted: 130,
  /** Ended by SIGTERM. */
  terminated: 143,
} as const;

export type ExitCode = (typeof exit)[keyof typeof exit];

/** Of several, the first in this order wins. */
const precedence: readonly ExitCode[] = [exit.fault, exit.malformed, exit.violated, exit.noVerdict];

/** The code of a run of which several things are to be said. */
export function mostImportant(codes: Iterable<ExitCode>): ExitCode {
  const given = new Set(codes);
  return precedence.find((code) => given.has(code)) ?? exit.ok;
}

/** What every `--help` ends with. */
export const exitCodesHelp = `Exit codes:
  0    everything is as expected
  1    something is violated
  2    wrong usage or configuration
  3    malformed input
  4    no verdict within the limits
  70   internal fault
  130  interrupted
Of several, the first of 70, 3, 1, 4 wins.`;
