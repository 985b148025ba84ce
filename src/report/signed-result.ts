import { type AttestedReport, verdictOf } from './attested-text.js';

/** What a signed result says besides a report. */
export interface SignedAbout {
  readonly tool: { readonly name: string; readonly version: string };
  /** When it was judged, in seconds since 1970. */
  readonly at: number;
  /** Digests (SHA-256) of the evidence, by what it is. */
  readonly evidence: readonly { readonly name: string; readonly sha256: string }[];
  readonly nonce?: string | undefined;
  /** The digest (SHA-256) of the proof that `ls2 recheck` takes. */
  readonly proof?: string | undefined;
}

/** AR4SI's tiers, as EAR calls them: nothing is affirmed but by a theorem. */
const statuses = { conforms: 'affirming', deviates: 'contraindicated', unknown: 'none' } as const;

/** What is said of a boot, by whichever of the two forms. */
const said = (report: AttestedReport, { proof }: SignedAbout): object => {
  const { claim, attested, platform } = report;
  const { theorem, conclusion } = claim;
  const conforms = verdictOf(report) === 'conforms';
  return {
    verdict: verdictOf(report),
    platform,
    theorem: {
      name: theorem.name,
      file: theorem.file,
      line: theorem.span.start.line,
      ...(proof !== undefined && { proof: { sha256: proof } }),
    },
    ...(conforms && { concludes: conclusion, assumptions: attested.assumptions }),
    ...(attested.deviation && { deviation: attested.deviation }),
  };
};

/** The claims of an EAT Attestation Result (draft-ietf-rats-ear): one submodule, the platform, with what ls2 says of it as a claim of its own. */
export const earClaims = (report: AttestedReport, about: SignedAbout): Readonly<Record<string, unknown>> => ({
  eat_profile: 'tag:github.com,2023:veraison/ear',
  iat: about.at,
  'ear.verifier-id': { developer: about.tool.name, build: `${about.tool.name} ${about.tool.version}` },
  ...(about.nonce !== undefined && { eat_nonce: Buffer.from(about.nonce, 'hex').toString('base64url') }),
  submods: {
    [report.platform]: {
      'ear.status': statuses[verdictOf(report)],
      'ear.appraisal-policy-id': report.platform,
      'ls2.result': { ...said(report, about), evidence: about.evidence },
    },
  },
});

/** An in-toto statement (v1), whose subjects are the pieces of evidence. */
export const inTotoStatement = (report: AttestedReport, about: SignedAbout): object => ({
  _type: 'https://in-toto.io/Statement/v1',
  subject: about.evidence.map(({ name, sha256 }) => ({ name, digest: { sha256 } })),
  predicateType: 'urn:ls2:boot-verdict:v1',
  predicate: {
    verifier: about.tool,
    timeVerified: new Date(1000 * about.at).toISOString(),
    ...(about.nonce !== undefined && { nonce: about.nonce }),
    ...said(report, about),
  },
});
