import type { Certificate } from './certificate.js';
import type { ChainFailure, ChainFault } from './fault.js';
import { revocationOf } from './revocation.js';
import type { RevocationList } from './revocation-list.js';
import { faultOf, hasKeyNamedBy } from './strict.js';

/** What a chain is looked for among, and when. */
export interface ChainFrom {
  /** Certificates that nobody has to trust. */
  readonly others: readonly Certificate[];
  /** Those that are trusted to issue certificates. */
  readonly anchors: readonly Certificate[];
  readonly lists: readonly RevocationList[];
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** A chain from a certificate to one that is trusted, or why there is none. */
export type ChainVerdict =
  | { readonly ok: true; readonly chain: readonly Certificate[]; readonly unlisted: readonly Certificate[] }
  | { readonly ok: false; readonly failure: ChainFailure };

const longest = 10;
const mostChains = 100;

/** Looks for a chain in which nothing is wrong. Of several failures the one that came furthest is told. */
export function verifyChain(leaf: Certificate, from: ChainFrom): ChainVerdict {
  let tried = 0;
  let best: { readonly depth: number; readonly failure: ChainFailure } | undefined;
  const failed = (fault: ChainFault, of: Certificate, depth: number): undefined => {
    if (best === undefined || depth > best.depth) best = { depth, failure: { fault, subject: nameOf(of) } };
    return undefined;
  };
  const search = (chain: readonly Certificate[]): ChainVerdict | undefined => {
    const last = chain[chain.length - 1] as Certificate;
    if (from.anchors.some((anchor) => isSame(anchor, last))) {
      if (tried++ >= mostChains) return undefined;
      return wholeChain(chain, from, failed);
    }
    const named = issuersOf(last, chain, from);
    const issuers = named.filter((issuer) => last.x509.verify(issuer.x509.publicKey));
    if (issuers.length === 0 || chain.length >= longest)
      return failed(named.length > 0 && issuers.length === 0 ? 'signature-wrong' : 'no-issuer', last, chain.length);
    for (const issuer of issuers) {
      const found = search([...chain, issuer]);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const found = search([leaf]);
  if (found !== undefined) return found;
  return { ok: false, failure: best?.failure ?? { fault: 'no-issuer', subject: nameOf(leaf) } };
}

const isSame = (a: Certificate, b: Certificate): boolean => Buffer.compare(a.raw, b.raw) === 0;

/** Those that may have issued a certificate, by name and identifier of the key; trusted ones first. Whether they are CAs is looked at in the whole chain. */
function issuersOf(
  of: Certificate,
  chain: readonly Certificate[],
  { anchors, others }: ChainFrom,
): readonly Certificate[] {
  const candidates = [...anchors, ...others].filter((each) => !chain.some((other) => isSame(each, other)));
  const isNamed = (each: Certificate): boolean => Buffer.compare(each.subject, of.issuer) === 0;
  // OpenSSL compares names whatever the type of their strings, and asks that the key may sign certificates, which is told apart in the whole chain.
  return candidates.filter((each) => (isNamed(each) || of.x509.checkIssued(each.x509)) && hasKeyNamedBy(each, of));
}

function wholeChain(
  chain: readonly Certificate[],
  from: ChainFrom,
  failed: (fault: ChainFault, of: Certificate, depth: number) => undefined,
): ChainVerdict | undefined {
  const depth = longest + 1;
  for (const [i, certificate] of chain.entries()) {
    const place = { below: chain.slice(0, i), isLast: i === chain.length - 1 };
    const fault = faultOf(certificate, place, from.at);
    if (fault !== undefined) return failed(fault, certificate, depth);
  }
  const unlisted: Certificate[] = [];
  for (const [i, certificate] of chain.entries()) {
    const issuer = chain[i + 1];
    if (issuer === undefined) break;
    const found = revocationOf(certificate, issuer, from);
    if (found === 'unlisted') unlisted.push(certificate);
    else if (found !== 'not-revoked') return failed(found, certificate, depth);
  }
  return { ok: true, chain, unlisted };
}

/** Whose a certificate is, in one line. */
export const nameOf = ({ x509, serial }: Certificate): string =>
  x509.subject === undefined || x509.subject === '' ? `the certificate ${serial}` : x509.subject.replaceAll('\n', ', ');
