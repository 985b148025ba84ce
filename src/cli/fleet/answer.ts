import type { Diagnostic } from '../../diagnostics/index.js';
import { type Finding, findingText, judge } from '../../evidence/index.js';
import { type Attested, attest } from '../../evidence/platform/index.js';
import { readEvidence } from '../attesting-evidence.js';
import type { Parts } from '../attesting-parts.js';
import { claimFor, type Ready } from '../attesting-platform.js';
import { UsageError } from '../usage-error.js';

/** What a machine's evidence comes to, as far as it can be told without the theorem: plain data, of which nothing is as long as a log. */
export type Answer =
  | { readonly kind: 'malformed'; readonly problems: readonly string[] }
  | { readonly kind: 'unfit'; readonly problem: string }
  | {
      readonly kind: 'judged';
      readonly consistent: boolean;
      readonly findings: readonly {
        readonly kind: string;
        readonly severity: Finding['severity'];
        readonly message: string;
      }[];
      readonly attested?: Pick<Attested, 'verdict' | 'assumptions' | 'deviation'> & {
        /** Which of the platform's theorems it is about. */
        readonly claim: number;
      };
    };

/** Judges evidence, by itself or on a platform. */
export function answerTo(parts: Parts, ready: Ready | undefined): Answer {
  try {
    const { evidence, diagnostics } = readEvidence(parts);
    if (diagnostics.length > 0) return { kind: 'malformed', problems: diagnostics.map(problemText) };
    const judged = judge(evidence, { notes: false });
    const said = judged.findings
      .filter(({ severity }) => severity !== 'note')
      .map((each) => ({ kind: each.kind, severity: each.severity, message: findingText(each) }));
    const answer = { kind: 'judged', consistent: judged.consistent, findings: said } as const;
    if (ready === undefined) return answer;
    const claim = claimFor(ready, evidence);
    if (claim === undefined)
      return { kind: 'unfit', problem: "the platform's theorems speak of a quote, and there is none, or no nonce" };
    const { verdict, assumptions, deviation } = attest(claim, ready, { evidence, judged });
    return {
      ...answer,
      attested: { verdict, assumptions, ...(deviation && { deviation }), claim: ready.claims.indexOf(claim) },
    };
  } catch (error) {
    if (error instanceof UsageError) return { kind: 'unfit', problem: error.message };
    throw error;
  }
}

const problemText = ({ code, message, file }: Diagnostic): string => `${code} ${file}: ${message}`;
