import type { Tool } from '../check/index.js';
import type { Diagnostic } from '../diagnostics/index.js';
import { type ComparedTheorem, type Comparison, relations } from '../gate/finding.js';

/** What a run of `ls2 gate` came to. */
export interface GateResult extends Comparison {
  readonly tool: Tool;
  /** What it was compared with. */
  readonly against: { readonly lock: string } | { readonly commit: string };
  /** The lock file that was written. */
  readonly accepted?: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** Whether the gate lets it through. */
export const passes = ({ findings, diagnostics, accepted }: GateResult): boolean =>
  accepted !== undefined || (findings.length === 0 && diagnostics.every(({ severity }) => severity !== 'error'));

export const namedAgainst = (against: GateResult['against']): string =>
  'lock' in against ? against.lock : against.commit;

/** How a theorem stands to what it was, in a word. */
export const wordOf = ({ before }: ComparedTheorem): Word => before?.relation ?? 'new';

const words = [...relations, 'new'] as const;
type Word = (typeof words)[number];

/** How many theorems there are of each word, of those words that there are any of. */
export const tally = (theorems: readonly ComparedTheorem[]): readonly string[] =>
  words.flatMap((word) => {
    const count = theorems.filter((theorem) => wordOf(theorem) === word).length;
    return count === 0 ? [] : [`${count} ${word}`];
  });
