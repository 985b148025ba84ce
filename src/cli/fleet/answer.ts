import type { Diagnostic } from '../../diagnostics/index.js';
import { type Finding, findingText, judge } from '../../evidence/index.js';
import { type Attested, attest } from '../../evidence/platform/index.js';
import { isNothing, readEvidence } from '../attesting-evidence.js';
import type { Parts } from '../attesting-parts.js';
import { claimFor, type Ready } from '../attesting-platform.js';
import { UsageError } from '../usage-error.js';

/** What a machine's evidence comes to, as far as it can be told without the theorem: plain data, of which nothing is as long as a log. */
export type Answer =
  | { readonly kind: 'malformed'; readonly problems: readonly string[] }
  /** Evidence of which a part is missing, so that nothing can be made of it. */
  | { readonly kind: 'incomplete'; readonly missing: readonly string[] }
  | { readonly kind: 'unfit'; readonly problem: string }
  | {
      readonly kind: 'judged';
      readonly consistent: boolean;
      /** What is missing by itself, whatever the platform. */
      readonly missing: readonly string[];
      readonly findings: readonly {
        readonly kind: string;
        readonly severity: Finding['severity'];
        readonly message: string;
      }[];
      readonly attested?: Pick<Attested, 'verdict' | 'assumptions' | 'deviation' | 'missing'> & {
        /** Which of the platform's theorems it is about. */
        readonly claim: number;
      };
    };

/** Judges evidence, by itself or on a platform. */
export function answerTo(parts: Parts, ready: Ready | undefined): Answer {
  try {
    if (isNothing(parts)) return { kind: 'incomplete', missing: ['there is nothing to judge'] };
    const { evidence, diagnostics } = readEvidence(parts);
    const malformed = diagnostics.filter(({ code }) => code !== 'LS2-1505');
    if (malformed.length > 0) return { kind: 'malformed', problems: malformed.map(problemText) };
    if (diagnostics.length > 0) return { kind: 'incomplete', missing: diagnostics.map(({ message }) => message) };
    const judged = judge(evidence, { notes: false });
    const said = judged.findings
      .filter(({ severity }) => severity !== 'note')
      .map((each) => ({ kind: each.kind, severity: each.severity, message: findingText(each) }));
    const missing = judged.findings.filter(({ severity }) => severity === 'missing').map(findingText);
    const answer = { kind: 'judged', consistent: judged.consistent, missing, findings: said } as const;
    if (ready === undefined) return answer;
    const claim = claimFor(ready, evidence);
    const { verdict, assumptions, deviation, missing: lacks } = attest(claim, ready, { evidence, judged });
    const about = { claim: ready.claims.indexOf(claim), missing: lacks };
    return { ...answer, attested: { verdict, assumptions, ...(deviation && { deviation }), ...about } };
  } catch (error) {
    if (error instanceof UsageError) return { kind: 'unfit', problem: error.message };
    throw error;
  }
}

const problemText = ({ code, message, file }: Diagnostic): string => `${code} ${file}: ${message}`;
