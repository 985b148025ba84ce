import type { Certificate } from './certificate.js';
import { extensionIds } from './certificate.js';
import type { ChainFault } from './fault.js';
import { isSignedBy, type RevocationList } from './revocation-list.js';

/** The issuing distribution point, and what makes a list one of changes alone: such a list is not of all that its issuer revoked. */
const partial: ReadonlySet<string> = new Set(['2.5.29.27', '2.5.29.28']);

/**
 * Whether a certificate is revoked, by the lists of who issued it: `unlisted` where none is of them. What a list says that its issuer signed counts against a certificate at any time, for it only while
 * the list is valid.
 */
export function revocationOf(
  { serial, issuer: name }: Certificate,
  issuer: Certificate,
  { lists, at }: { readonly lists: readonly RevocationList[]; readonly at: number },
): ChainFault | 'unlisted' | 'not-revoked' {
  const named = lists.filter((list) => Buffer.compare(list.issuer, name) === 0);
  if (named.length === 0) return 'unlisted';
  if (issuer.usage !== undefined && !issuer.usage.has('cRLSign')) return 'list-usage';
  const signed = named.filter((list) => isSignedBy(list, issuer.x509.publicKey));
  if (signed.length === 0) return 'list-signature';
  if (signed.some(({ revoked }) => revoked.has(serial))) return 'revoked';
  const whole = signed.filter(
    ({ extensions }) => !extensions.some(([id, { critical }]) => partial.has(id) || (critical && !known.has(id))),
  );
  if (whole.length === 0) return 'list-extension';
  const isCurrent = whole.some(
    ({ thisUpdate, nextUpdate }) => thisUpdate <= at && nextUpdate !== undefined && at <= nextUpdate,
  );
  return isCurrent ? 'not-revoked' : 'list-not-current';
}

const known: ReadonlySet<string> = new Set([extensionIds.authorityKeyId]);
