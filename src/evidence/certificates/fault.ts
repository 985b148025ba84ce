/** What can be wrong with a chain of certificates. Each is of one certificate. */
export type ChainFault = keyof typeof texts;

/** Why a chain does not verify: what is wrong, and with whose certificate. */
export interface ChainFailure {
  readonly fault: ChainFault;
  readonly subject: string;
}

const texts = {
  'no-issuer': 'the certificate of who issued it is not here',
  'signature-wrong': 'its signature is not that of who is said to have issued it',
  'signature-weak': 'it is signed by an algorithm of MD5 or SHA-1',
  'key-weak': 'its RSA key has less than 2048 bits',
  'signature-algorithm': 'two algorithms are said to have signed it',
  'not-yet-valid': 'it is not valid yet',
  expired: 'it is valid no more',
  'not-a-ca': 'it is not one of a CA, and issued another',
  'path-too-long': 'more CAs stand below it than it allows',
  'key-usage': 'its key is not to sign certificates, and signed one',
  'constraints-not-critical': 'that it is one of a CA is not critical',
  'ca-without-usage': 'it is one of a CA, and does not say what its key is for',
  'ca-without-identifier': 'it is one of a CA, and its key has no identifier',
  'no-issuer-identifier': 'it does not identify the key of who issued it',
  'identifier-critical': 'the identifier of a key is critical',
  'usage-of-no-ca': 'its key is to sign certificates, and it is not one of a CA',
  'path-length-of-no-ca': 'it limits the length of a path, which a CA alone may whose key signs certificates',
  'extensions-of-version': 'it has extensions, which version 3 alone has',
  'no-subject': 'it does not say whose it is',
  'names-constrained': 'it constrains names, which is not looked at here',
  'critical-extension': 'it has a critical extension that is not known here',
  purpose: 'it is for another purpose',
  'no-attestation': "it is an endorsement key's or a platform's: an attestation key is another",
  'no-signatures': 'its key is not to sign anything',
  revoked: 'it is revoked',
  'list-signature': 'a list of revoked certificates is not signed by who issued it',
  'list-usage': 'the key of who issued it is not to sign lists of revoked certificates',
  'list-not-current': 'no list of revoked certificates of who issued it is valid at that time',
  'list-extension': 'a list of revoked certificates of who issued it covers only some of them',
} as const;

/** A failure in a sentence. */
export const chainFailureText = ({ fault, subject }: ChainFailure): string => `${subject}: ${texts[fault]}`;
